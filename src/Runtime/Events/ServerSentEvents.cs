using System.Buffers;
using System.Buffers.Text;

namespace AsyncJobs.Events;

/// <summary>Writes server-sent events: https://html.spec.whatwg.org/multipage/server-sent-events.html.</summary>
internal static class ServerSentEvents
{
    public const string MediaType = "text/event-stream";

    /// <summary>The header by which a reader says which event came last.</summary>
    public const string LastEventId = "last-event-id";

    /// <summary>Says after how long a reader whose stream has ended comes again.</summary>
    public static void WriteRetry(IBufferWriter<byte> output, int milliseconds)
    {
        output.Write("retry: "u8);
        Utf8Formatter.TryFormat(milliseconds, output.GetSpan(16), out int written);
        output.Advance(written);
        output.Write("\n\n"u8);
    }

    /// <summary>Writes a line that readers pass over, so that what is between here and them hears something.</summary>
    public static void WriteComment(IBufferWriter<byte> output) => output.Write(":\n\n"u8);

    /// <summary>Writes an event.</summary>
    /// <param name="output">Takes it.</param>
    /// <param name="name">What kind of event it is.</param>
    /// <param name="id">What the reader names to go on behind it, without an end of a line; empty where each event tells all.</param>
    /// <param name="data">What it tells, as JSON. Ends of lines in it are of no meaning, since none is in a string.</param>
    public static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> name, ReadOnlySpan<byte> id, ReadOnlySpan<byte> data)
    {
        output.Write("event: "u8);
        output.Write(name);
        if (!id.IsEmpty)
        {
            output.Write("\nid: "u8);
            output.Write(id);
        }

        while (!data.IsEmpty)
        {
            int end = data.IndexOfAny("\r\n"u8);
            ReadOnlySpan<byte> line = end < 0 ? data : data[..end];
            data = end < 0 ? default : data[(end + 1)..];
            if (line.IsEmpty)
                continue;

            output.Write("\ndata: "u8);
            output.Write(line);
        }

        output.Write("\n\n"u8);
    }
}
