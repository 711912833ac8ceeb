using System.Security.Cryptography;

namespace AsyncJobs.Storage;

/// <summary>A file on its way to where it is kept: counted, with its digest, and cut off where there is too much of it.</summary>
/// <param name="file">The file, which stays its owner's to dispose.</param>
/// <param name="most">How much of it may be read, in bytes.</param>
internal sealed class MeasuredStream(Stream file, long most) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>How much was read.</summary>
    public long Bytes { get; private set; }

    /// <summary>Why the file itself could not be read; null where it could.</summary>
    public Exception? Failure { get; private set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The digest of what was read.</summary>
    public string TakeSha256() => Convert.ToHexString(_hash.GetHashAndReset()).ToLowerInvariant();

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        try
        {
            return Note(buffer[..file.Read(buffer)]);
        }
        catch (Exception failure)
        {
            Failure = failure;
            throw;
        }
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        try
        {
            int length = await file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
            return Note(buffer.Span[..length]);
        }
        catch (Exception failure)
        {
            Failure = failure;
            throw;
        }
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _hash.Dispose();
        base.Dispose(disposing);
    }

    private int Note(ReadOnlySpan<byte> read)
    {
        Bytes += read.Length;
        if (Bytes > most)
            throw new FileTooLargeException(most);

        _hash.AppendData(read);
        return read.Length;
    }
}
