using System.Net.Http.Headers;
using System.Runtime.CompilerServices;

namespace AsyncJobs.Calls;

/// <summary>Gives a content the headers of another one, in the place of which it is read.</summary>
/// <remarks>
/// <see cref="HttpContent"/> cannot be told which headers to have. A copy of them is half of what a call under the budget would allocate, so that they are
/// handed over where the platform keeps them in the field that is known here, and copied where it does not.
/// </remarks>
internal static class ContentHeaders
{
    private static readonly bool s_canHandOver = CanHandOver();

    /// <summary>
    /// Hands the headers over. There must be a length among them: without one they would ask the content that they were made for.
    /// </summary>
    public static void HandOver(HttpContent from, HttpContent to)
    {
        if (s_canHandOver)
            FieldOf(to) = from.Headers;
        else
            Copy(from, to);
    }

    /// <summary>Copies the headers as they came, whatever they are.</summary>
    public static void Copy(HttpContent from, HttpContent to)
    {
        foreach (KeyValuePair<string, HeaderStringValues> header in from.Headers.NonValidated)
        {
            if (header.Value.Count == 1)
                to.Headers.TryAddWithoutValidation(header.Key, header.Value.ToString());
            else
                to.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }
    }

    private static bool CanHandOver()
    {
        try
        {
            using ByteArrayContent from = new([]);
            using ByteArrayContent to = new([]);
            FieldOf(to) = from.Headers;
            return ReferenceEquals(to.Headers, from.Headers);
        }
        catch (MissingFieldException)
        {
            return false;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_headers")]
    private static extern ref HttpContentHeaders? FieldOf(HttpContent content);
}
