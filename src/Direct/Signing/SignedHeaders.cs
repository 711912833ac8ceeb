using Amazon.Runtime;

namespace AsyncJobs.Direct.Signing;

/// <summary>The headers that a signature covers, in the order in which it does.</summary>
internal sealed class SignedHeaders
{
    private readonly List<SignedHeader> _headers = new(8);

    public List<SignedHeader>.Enumerator GetEnumerator() => _headers.GetEnumerator();

    /// <summary>Adds a header.</summary>
    /// <param name="name">Its name, in lower case.</param>
    /// <param name="value">Its value.</param>
    /// <exception cref="AmazonClientException">The value cannot be that of a header. The message does not repeat it.</exception>
    public void Add(string name, string value)
    {
        foreach (char character in value)
        {
            if (char.IsControl(character))
                throw new AmazonClientException($"The value of the header {name} has characters that no header has, such as the end of a line.");
        }

        int place = _headers.Count;
        while (place > 0 && string.CompareOrdinal(_headers[place - 1].Name, name) > 0)
            place--;
        _headers.Insert(place, new SignedHeader(name, value));
    }
}
