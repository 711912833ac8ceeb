using System.Buffers;
using System.Runtime.CompilerServices;

namespace AsyncJobs;

/// <summary>A response's stream of which every read is bounded by the call's budget.</summary>
internal sealed class BudgetedStream(Stream inner, BudgetedCall call) : Stream
{
    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => inner.CanSeek;

    public override bool CanWrite => inner.CanWrite;

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

    public override int WriteTimeout
    {
        get => inner.WriteTimeout;
        set => inner.WriteTimeout = value;
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (!call.TryBegin(cancellationToken, out BudgetedOperation operation))
            return await inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);

        int read;
        try
        {
            read = await inner.ReadAsync(buffer, operation.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (call.EndFailed(operation, exception) is { } instead)
                throw instead;
            throw;
        }

        call.End(operation);
        if (read == 0 && buffer.Length > 0)
            call.End();
        return read;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        if (!call.TryBegin(cancellationToken, out BudgetedOperation operation))
        {
            await inner.CopyToAsync(destination, bufferSize, cancellationToken).ConfigureAwait(false);
            return;
        }

        try
        {
            await inner.CopyToAsync(destination, bufferSize, operation.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (call.EndFailed(operation, exception) is { } instead)
                throw instead;
            throw;
        }

        call.End(operation);
        call.End();
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        return Read(buffer.AsMemory(offset, count), CancellationToken.None);
    }

    public override int Read(Span<byte> buffer)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(buffer.Length);
        try
        {
            int read = Read(rented.AsMemory(0, buffer.Length), CancellationToken.None);
            rented.AsSpan(0, read).CopyTo(buffer);
            return read;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    /// <summary>Reads on the calling thread. A synchronous read of a socket cannot be ended by a token; an asynchronous one that is waited for can.</summary>
    public int Read(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        ValueTask<int> read = ReadAsync(buffer, cancellationToken);
        return read.IsCompleted ? read.GetAwaiter().GetResult() : read.AsTask().GetAwaiter().GetResult();
    }

    public override IAsyncResult BeginRead(byte[] buffer, int offset, int count, AsyncCallback? callback, object? state) =>
        TaskToAsyncResult.Begin(ReadAsync(buffer, offset, count, CancellationToken.None), callback, state);

    public override int EndRead(IAsyncResult asyncResult) => TaskToAsyncResult.End<int>(asyncResult);

    public override void Write(byte[] buffer, int offset, int count) => inner.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => inner.Write(buffer);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        inner.WriteAsync(buffer, offset, count, cancellationToken);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        inner.WriteAsync(buffer, cancellationToken);

    public override void Flush() => inner.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void SetLength(long value) => inner.SetLength(value);

    public override async ValueTask DisposeAsync()
    {
        await inner.DisposeAsync().ConfigureAwait(false);
        call.End();
        GC.SuppressFinalize(this);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            call.End();
        }

        base.Dispose(disposing);
    }
}
