using System.Buffers.Text;
using System.Text;

namespace AsyncJobs.Events;

/// <summary>
/// Which of the two forms of a job's status a request takes, as its Accept header says (RFC 9110, section 12.5.1). Of several ranges that match a
/// type, the most specific one counts, and what is no range counts for nothing.
/// </summary>
/// <param name="NamesEvents">Whether it names <c>text/event-stream</c> itself, and with no less weight than it gives to JSON.</param>
/// <param name="TakesJson">Whether it takes <c>application/json</c>.</param>
internal readonly record struct AcceptedTypes(bool NamesEvents, bool TakesJson)
{
    // The weight of a range has three digits.
    private const int Whole = 1000;

    /// <summary>Reads them.</summary>
    /// <param name="accept">The header's value; of several headers, their values joined by commas.</param>
    public static AcceptedTypes Parse(ReadOnlySpan<byte> accept)
    {
        int events = 0;
        int json = -1;
        int applications = -1;
        int all = -1;
        while (!accept.IsEmpty)
        {
            ReadOnlySpan<byte> range = Take(ref accept, (byte)',');
            ReadOnlySpan<byte> type = Take(ref range, (byte)';').Trim(" \t"u8);
            int weight = Weight(range);
            if (Ascii.EqualsIgnoreCase(type, "text/event-stream"u8))
                events = weight;
            else if (Ascii.EqualsIgnoreCase(type, "application/json"u8))
                json = weight;
            else if (Ascii.EqualsIgnoreCase(type, "application/*"u8))
                applications = weight;
            else if (type.SequenceEqual("*/*"u8))
                all = weight;
        }

        int weightOfJson = json >= 0 ? json : applications >= 0 ? applications : Math.Max(all, 0);
        return new AcceptedTypes(events > 0 && events >= weightOfJson, weightOfJson > 0);
    }

    private static int Weight(ReadOnlySpan<byte> parameters)
    {
        while (!parameters.IsEmpty)
        {
            ReadOnlySpan<byte> parameter = Take(ref parameters, (byte)';').Trim(" \t"u8);
            if (!parameter.StartsWith("q="u8) && !parameter.StartsWith("Q="u8))
                continue;

            ReadOnlySpan<byte> number = parameter[2..];
            bool isWeight = Utf8Parser.TryParse(number, out decimal weight, out int read) && read == number.Length && weight is >= 0 and <= 1;
            return isWeight ? (int)(weight * Whole) : 0;
        }

        return Whole;
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> text, byte separator)
    {
        int end = text.IndexOf(separator);
        ReadOnlySpan<byte> taken = end < 0 ? text : text[..end];
        text = end < 0 ? default : text[(end + 1)..];
        return taken;
    }
}
