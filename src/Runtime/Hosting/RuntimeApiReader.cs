using System.Buffers.Text;
using AsyncJobs.Buffers;

namespace AsyncJobs.Hosting;

/// <summary>
/// Reads the answers of the Lambda Runtime API from its connection, as RFC 9112 frames them. What it cannot read for certain it refuses; the
/// connection is of no use then.
/// </summary>
/// <param name="input">What comes over the connection.</param>
internal sealed class RuntimeApiReader(RuntimeApiInput input) : IDisposable
{
    /// <summary>What the head of an answer may have, in bytes, with all that stands between and after the chunks of its body.</summary>
    public const int MaxHeadBytes = 64 * 1024;

    /// <summary>What the body of an answer may have, in bytes. Lambda's largest event has 6 MB.</summary>
    public const int MaxBodyBytes = 32 * 1024 * 1024;

    private const int MostInterim = 16;
    private const int LongestSize = 8;

    private readonly PooledBuffer _body = new();

    /// <summary>Reads an answer, whose body is valid until the next one.</summary>
    /// <param name="closes">Whether the connection ends with it.</param>
    /// <exception cref="RuntimeApiException">It is not HTTP/1.1, not in the part of it that is understood here, or too large.</exception>
    /// <exception cref="EndOfStreamException">The connection has ended before the answer.</exception>
    public RuntimeApiResponse Read(out bool closes)
    {
        _body.Clear();
        int allowance = MaxHeadBytes;
        RuntimeApiHead head = ReadHead(ref allowance);
        for (int i = 0; head.IsInterim; i++)
        {
            if (i == MostInterim)
                throw RuntimeApiException.InAnswer($"is preceded by more than {MostInterim} interim ones");
            head = ReadHead(ref allowance);
        }

        if (head.IsChunked)
            ReadChunks(ref allowance);
        else if (head.Length is { } length)
            ReadExactly(length);
        else
            ReadToEnd();

        closes = head.Closes;
        head.Response.Body = _body.WrittenMemory;
        return head.Response;
    }

    public void Dispose() => _body.Dispose();

    private RuntimeApiHead ReadHead(ref int allowance)
    {
        RuntimeApiHead head = default;
        head.ReadStatus(input.ReadLine(ref allowance));
        while (input.ReadLine(ref allowance) is { IsEmpty: false } line)
            head.ReadField(line);

        head.End();
        return head;
    }

    private void ReadChunks(ref int allowance)
    {
        while (ReadChunkSize(ref allowance) is > 0 and var length)
        {
            ReadExactly(length);
            if (!input.ReadLineEnd())
                throw RuntimeApiException.InAnswer("has a chunk that is longer than its size");
        }

        while (input.ReadLine(ref allowance) is { IsEmpty: false } line)
            RuntimeApiHead.CheckField(line, out _);
    }

    private int ReadChunkSize(ref int allowance)
    {
        ReadOnlySpan<byte> line = input.ReadLine(ref allowance);
        int digits = line.IndexOfAnyExcept("0123456789abcdefABCDEF"u8);
        if (digits < 0)
            digits = line.Length;

        ReadOnlySpan<byte> extension = line[digits..];
        bool isSize = digits > 0 && (extension.IsEmpty || extension.TrimStart(" \t"u8).StartsWith(";"u8));
        if (!isSize || RuntimeApiHead.HasControl(extension))
            throw RuntimeApiException.InAnswer($"has a chunk whose size is no hexadecimal number: '{RuntimeApiHead.Show(line)}'");

        // An event may come in any number of chunks: only what is no size is counted.
        allowance += Math.Min(digits, LongestSize) + "\r\n".Length;
        ReadOnlySpan<byte> number = line[..digits].TrimStart((byte)'0');
        long size = 0;
        return number.IsEmpty
            || (number.Length <= LongestSize
                && Utf8Parser.TryParse(number, out size, out _, 'x')
                && size <= MaxBodyBytes - _body.WrittenCount)
            ? (int)size
            : throw TooLarge();
    }

    private void ReadExactly(long length)
    {
        while (length > 0)
            length -= input.Read(length, _body);
    }

    private void ReadToEnd()
    {
        try
        {
            while (_body.WrittenCount <= MaxBodyBytes)
                input.Read(MaxBodyBytes + 1L - _body.WrittenCount, _body);
        }
        catch (EndOfStreamException)
        {
            return;
        }

        throw TooLarge();
    }

    private static RuntimeApiException TooLarge() => RuntimeApiException.InAnswer($"is larger than the {MaxBodyBytes} bytes that are taken");
}
