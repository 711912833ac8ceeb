using AsyncJobs.Client;

namespace AsyncJobs.Smoke.Cases;

/// <summary>The job of a new project.</summary>
internal static class Primes
{
    public const string Route = "primes";

    public static PrimeRequest Request { get; } = new(1000);

    public static Task<AsyncJob<PrimeCount>> StartAsync(AsyncJobClient client, AsyncJobStartOptions? options, CancellationToken cancellationToken) =>
        client.StartAsync<PrimeRequest, PrimeCount>(Route, Request, options, cancellationToken);

    /// <summary>Has it done.</summary>
    /// <exception cref="CheckFailedException">It did not succeed, or counted wrong.</exception>
    public static async Task<AsyncJobSnapshot<PrimeCount>> RunAsync(
        Deployment deployment, CancellationToken cancellationToken, AsyncJobStartOptions? options = null)
    {
        AsyncJob<PrimeCount> job = await StartAsync(deployment.Jobs, options, cancellationToken);
        AsyncJobSnapshot<PrimeCount> end = await job.WaitForEndAsync(Timeout.InfiniteTimeSpan, cancellationToken: cancellationToken);
        Expect.Equal(AsyncJobStatus.Succeeded, end.Status, "The status");
        Expect.Equal(new PrimeCount(1000, 168), end.Result, "The result");
        Expect.Equal(1, end.Attempt, "The number of attempts");
        return end;
    }
}
