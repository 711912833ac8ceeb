namespace AsyncJobs.Calls;

/// <summary>A response's body, of which each read is a step of the call.</summary>
internal sealed class BudgetedStream(Stream inner, BudgetedCall call) : Stream
{
    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => inner.CanSeek;

    public override bool CanWrite => false;

    public override bool CanTimeout => inner.CanTimeout;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    public override int ReadTimeout
    {
        get => inner.ReadTimeout;
        set => inner.ReadTimeout = value;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int read;
        try
        {
            using (call.BeginStep(cancellationToken, out CancellationToken token))
                read = await inner.ReadAsync(buffer, token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (call.FailStep(exception, cancellationToken) is { } instead)
                throw instead;
            throw;
        }

        if (read == 0 && buffer.Length > 0)
            call.End();
        return read;
    }

    public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        try
        {
            using (call.BeginStep(cancellationToken, out CancellationToken token))
                await inner.CopyToAsync(destination, bufferSize, token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (call.FailStep(exception, cancellationToken) is { } instead)
                throw instead;
            throw;
        }

        call.End();
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    // A token cannot end a synchronous read of a socket. It can end an asynchronous one that is waited for.
    public override int Read(byte[] buffer, int offset, int count) =>
        ReadAsync(buffer, offset, count, CancellationToken.None).GetAwaiter().GetResult();

    public override IAsyncResult BeginRead(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state) =>
        TaskToAsyncResult.Begin(ReadAsync(buffer, offset, count, CancellationToken.None), callback, state);

    public override int EndRead(IAsyncResult asyncResult) => TaskToAsyncResult.End<int>(asyncResult);

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void SetLength(long value) => throw new NotSupportedException();

    public override async ValueTask DisposeAsync()
    {
        call.Abandon();
        await inner.DisposeAsync().ConfigureAwait(false);
        GC.SuppressFinalize(this);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            call.Abandon();
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
