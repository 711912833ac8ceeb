using System.Buffers;
using System.Runtime.CompilerServices;

namespace AsyncJobs.Calls;

/// <summary>A response's stream of which every read is bounded by the call's budget.</summary>
internal sealed class BudgetedStream(Stream inner, BudgetedCall call, int life) : Stream
{
    private volatile bool _isDisposed;

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

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ValueTask<int> reading;
        BudgetedOperation operation;
        try
        {
            if (!call.TryBegin(life, cancellationToken, out operation))
                return inner.ReadAsync(buffer, cancellationToken);
        }
        catch (BudgetExceededException exceeded)
        {
            return ValueTask.FromException<int>(exceeded);
        }

        try
        {
            reading = inner.ReadAsync(buffer, operation.Token);
            if (!reading.IsCompletedSuccessfully)
                return FinishReadAsync(reading, operation, buffer.Length);
        }
        catch (Exception exception)
        {
            return ValueTask.FromException<int>(call.EndFailed(operation, exception) ?? exception);
        }

        int read = reading.Result;
        Ended(operation, read, buffer.Length);
        return new ValueTask<int>(read);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        ValidateBufferArguments(buffer, offset, count);
        return ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    public override Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
    {
        BudgetedOperation operation;
        try
        {
            if (!call.TryBegin(life, cancellationToken, out operation))
                return inner.CopyToAsync(destination, bufferSize, cancellationToken);
        }
        catch (BudgetExceededException exceeded)
        {
            return Task.FromException(exceeded);
        }

        Task copying;
        try
        {
            copying = inner.CopyToAsync(destination, bufferSize, operation.Token);
            if (!copying.IsCompletedSuccessfully)
                return FinishCopyAsync(copying, operation);
        }
        catch (Exception exception)
        {
            return Task.FromException(call.EndFailed(operation, exception) ?? exception);
        }

        call.End(operation);
        call.End(life);
        return copying;
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        ValidateBufferArguments(buffer, offset, count);
        return Read(buffer.AsMemory(offset, count));
    }

    public override int Read(Span<byte> buffer)
    {
        byte[] rented = ArrayPool<byte>.Shared.Rent(buffer.Length);
        try
        {
            int read = Read(rented.AsMemory(0, buffer.Length));
            rented.AsSpan(0, read).CopyTo(buffer);
            return read;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

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
        _isDisposed = true;
        await inner.DisposeAsync().ConfigureAwait(false);
        call.End(life);
        GC.SuppressFinalize(this);
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _isDisposed = true;
            inner.Dispose();
            call.End(life);
        }

        base.Dispose(disposing);
    }

    // A synchronous read of a socket cannot be ended by a token; an asynchronous one that is waited for can.
    private int Read(Memory<byte> buffer)
    {
        ValueTask<int> read = ReadAsync(buffer, CancellationToken.None);
        return read.IsCompleted ? read.GetAwaiter().GetResult() : read.AsTask().GetAwaiter().GetResult();
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    private async ValueTask<int> FinishReadAsync(ValueTask<int> reading, BudgetedOperation operation, int wanted)
    {
        int read;
        try
        {
            read = await reading.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (call.EndFailed(operation, exception) is { } instead)
                throw instead;
            throw;
        }

        Ended(operation, read, wanted);
        return read;
    }

    private async Task FinishCopyAsync(Task copying, BudgetedOperation operation)
    {
        try
        {
            await copying.ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (call.EndFailed(operation, exception) is { } instead)
                throw instead;
            throw;
        }

        call.End(operation);
        call.End(life);
    }

    private void Ended(in BudgetedOperation operation, int read, int wanted)
    {
        call.End(operation);
        if (read > 0 || wanted == 0)
            return;

        call.End(life);

        // HttpClient interrupts a synchronous read by disposing of the content. To a body that lasts as long as its connection this looks like the end.
        ObjectDisposedException.ThrowIf(_isDisposed, this);
    }
}
