using AsyncJobs.Buffers;

namespace AsyncJobs.Hosting;

/// <summary>What comes over a connection to the Lambda Runtime API, as lines and as runs of bytes. It holds no more than one line needs.</summary>
/// <param name="receive">Waits for bytes and gives how many came; 0 when the connection has ended.</param>
internal sealed class RuntimeApiInput(Func<Memory<byte>, int> receive)
{
    private byte[] _bytes = new byte[8 * 1024];
    private int _start;
    private int _end;

    /// <summary>Whether nothing is here that was not read.</summary>
    public bool IsEmpty => _start == _end;

    /// <summary>Whether anything came since <see cref="Expect"/>.</summary>
    public bool HasAnswer { get; private set; }

    /// <summary>Begins to wait for an answer.</summary>
    public void Expect() => HasAnswer = false;

    /// <summary>Forgets what was not read.</summary>
    public void Clear() => _start = _end = 0;

    /// <summary>Reads a line without its end, valid until the next read.</summary>
    /// <param name="allowance">How many bytes lines may still have; it shrinks by this one.</param>
    /// <exception cref="RuntimeApiException">The line is too long, or does not end with CR and LF.</exception>
    /// <exception cref="EndOfStreamException">The connection has ended.</exception>
    public ReadOnlySpan<byte> ReadLine(ref int allowance)
    {
        int searched = 0;
        while (true)
        {
            int feed = _bytes.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            int length = feed < 0 ? _end - _start : searched + feed + 1;
            if (length > allowance)
                throw RuntimeApiException.InAnswer($"has more than {RuntimeApiReader.MaxHeadBytes} bytes beside its body");
            if (feed >= 0)
            {
                allowance -= length;
                ReadOnlySpan<byte> line = _bytes.AsSpan(_start, length - 1);
                _start += length;
                return line.EndsWith("\r"u8)
                    ? line[..^1]
                    : throw RuntimeApiException.InAnswer("has a line that ends with a line feed alone, without a carriage return");
            }

            searched = length;
            Fill();
        }
    }

    /// <summary>Reads the end of a line.</summary>
    /// <returns>Whether it is there.</returns>
    /// <exception cref="EndOfStreamException">The connection has ended.</exception>
    public bool ReadLineEnd()
    {
        while (_end - _start < 2)
            Fill();

        bool isEnd = _bytes.AsSpan(_start).StartsWith("\r\n"u8);
        _start += 2;
        return isEnd;
    }

    /// <summary>Reads as much as there is of a run of bytes.</summary>
    /// <param name="most">What is left of the run.</param>
    /// <param name="target">Takes the bytes.</param>
    /// <returns>How many there were, at least one.</returns>
    /// <exception cref="EndOfStreamException">The connection has ended.</exception>
    public int Read(long most, PooledBuffer target)
    {
        if (IsEmpty)
            Fill();

        int count = (int)Math.Min(most, _end - _start);
        _bytes.AsSpan(_start, count).CopyTo(target.GetSpan(count));
        target.Advance(count);
        _start += count;
        return count;
    }

    // Keeps what was not read, and moves it to the front.
    private void Fill()
    {
        int kept = _end - _start;
        if (kept == _bytes.Length)
            Array.Resize(ref _bytes, _bytes.Length * 2);
        else if (_start > 0)
            _bytes.AsSpan(_start, kept).CopyTo(_bytes);
        _start = 0;
        _end = kept;

        int count = receive(_bytes.AsMemory(_end));
        if (count == 0)
            throw new EndOfStreamException("The Lambda Runtime API closed the connection.");
        _end += count;
        HasAnswer = true;
    }
}
