using System.Collections;

namespace AsyncJobs.Events;

/// <summary>
/// What is wrong with a request, as far as a reply tells it: a request decides how many faults it has and how long their names are, but not how large
/// the reply becomes.
/// </summary>
internal sealed class HttpFaults : IReadOnlyList<HttpFault>
{
    /// <summary>How many faults a reply has at most. More are counted.</summary>
    public const int Most = 32;

    /// <summary>The longest name of a parameter or path in a body, in UTF-16 code units. A longer one is cut, and ends with an ellipsis.</summary>
    public const int LongestName = 256;

    /// <summary>The longest text of a fault, in UTF-16 code units. A longer one is cut, and ends with an ellipsis.</summary>
    public const int LongestText = 1024;

    private readonly List<HttpFault> _faults = [];

    /// <summary>How many there are that a reply does not have.</summary>
    public int LeftOut { get; private set; }

    /// <inheritdoc/>
    public int Count => _faults.Count;

    /// <inheritdoc/>
    public HttpFault this[int index] => _faults[index];

    /// <summary>Notes one.</summary>
    /// <param name="source">The part of the request.</param>
    /// <param name="name">The parameter or the path.</param>
    /// <param name="text">What is wrong.</param>
    public void Add(string source, string name, string text)
    {
        if (_faults.Count < Most)
            _faults.Add(new HttpFault(source, Cut(name, LongestName), Cut(text, LongestText)));
        else
            LeftOut++;
    }

    /// <inheritdoc/>
    public IEnumerator<HttpFault> GetEnumerator() => _faults.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // A character of two code units is not cut in half.
    private static string Cut(string text, int longest) =>
        text.Length <= longest ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[longest - 2]) ? longest - 2 : longest - 1), "…");
}
