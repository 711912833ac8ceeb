namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>A place where a job method stops until the test lets it go on.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource _reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the method is there.</summary>
    public Task Reached => _reached.Task;

    public void Open() => _opened.TrySetResult();

    public async ValueTask PassAsync(CancellationToken cancellationToken = default)
    {
        _reached.TrySetResult();
        await _opened.Task.WaitAsync(cancellationToken);
    }
}
