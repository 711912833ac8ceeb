namespace AsyncJobs.Budget.Tests.Support;

/// <summary>A body that gives nothing until it is told to fail; a token ends one read, and the next can begin.</summary>
/// <param name="endsWithDisposal">Whether disposal looks like the body's end to who reads it, as where it lasts as long as its connection.</param>
internal sealed class StubbornStream(bool endsWithDisposal = false) : Stream
{
    private readonly TaskCompletionSource _reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<int> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when somebody waits for bytes.</summary>
    public Task Reading => _reading.Task;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public void Fail(Exception exception) => _end.SetException(exception);

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        _reading.TrySetResult();
        return await _end.Task.WaitAsync(cancellationToken);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (endsWithDisposal)
            _end.TrySetResult(0);
        base.Dispose(disposing);
    }
}
