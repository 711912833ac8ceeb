namespace AsyncJobs.Client.Tests.Mocks;

/// <summary>A job that ends as a test says.</summary>
internal sealed class MadeUpJob<TResult>(AsyncJobSnapshot<TResult> end) : AsyncJob<TResult>
{
    public override string Id => end.Id;

    public override Task<AsyncJobSnapshot<TResult>> WaitForEndAsync(
        TimeSpan timeout, IProgress<AsyncJobSnapshot>? progress = null, CancellationToken cancellationToken = default) => Task.FromResult(end);
}
