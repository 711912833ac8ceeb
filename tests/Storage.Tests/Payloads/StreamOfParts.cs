namespace AsyncJobs.Storage.Tests.Payloads;

/// <summary>Content that comes in parts, as from a network, and that cannot be read twice.</summary>
internal sealed class StreamOfParts(byte[] content, bool breaksOff = false, Action<int>? onRead = null) : Stream
{
    private const int Part = 1_000_003;

    private int _read;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        onRead?.Invoke(buffer.Length);
        if (_read == content.Length && breaksOff)
            throw new IOException("It broke off.");

        int count = Math.Min(Math.Min(buffer.Length, Part), content.Length - _read);
        content.AsSpan(_read, count).CopyTo(buffer);
        _read += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => new(Read(buffer.Span));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
