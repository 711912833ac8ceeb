using System.Text;
using AsyncJobs.Hosting;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>Bytes that come as if over a connection, in pieces, until it ends.</summary>
internal sealed class AnswerFeed(ReadOnlyMemory<byte> bytes, int pieceBytes = int.MaxValue)
{
    private int _taken;

    /// <summary>How many bytes were asked for.</summary>
    public int Taken => _taken;

    /// <summary>Reads an answer.</summary>
    public static RuntimeApiResponse Read(string answer, out bool closes)
    {
        // Not disposed of: the body stays in its buffer.
        RuntimeApiReader reader = new(new RuntimeApiInput(new AnswerFeed(Encoding.Latin1.GetBytes(answer)).Receive));
        return reader.Read(out closes);
    }

    public int Receive(Memory<byte> target)
    {
        int count = Math.Min(Math.Min(pieceBytes, target.Length), bytes.Length - _taken);
        bytes.Slice(_taken, count).CopyTo(target);
        _taken += count;
        return count;
    }
}
