using System.Text.Json;
using AsyncJobs.Client;

namespace AsyncJobs.Smoke.Cases;

/// <summary>A job ends as its method, its caller or the platform has it.</summary>
internal static class Endings
{
    // What settle records of a job whose event Lambda gave up on.
    private const int PlatformGaveUp = 1004;

    private const int TimedOut = 1002;
    private const int OfTheApplication = 10_002;

    public static async Task<string> SucceededAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        AsyncJobSnapshot<PrimeCount> end = await Primes.RunAsync(deployment, cancellationToken);
        return $"{end.Result!.Count} primes up to {end.Result.UpTo}";
    }

    public static async Task<string> FailedAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        AsyncJobSnapshot end = await EndAsync<JsonElement>(deployment, "failing", AsyncJobStatus.Failed, cancellationToken);
        Expect.Equal(OfTheApplication, end.Error?.ErrorCode ?? 0, "The error code");
        Expect.Equal(1, end.Attempt, "The number of attempts");
        return $"FAILED, {end.Error!.ErrorCode}: {end.Error.Message}";
    }

    public static async Task<string> SecondAttemptAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        AsyncJobSnapshot<int> end = await EndAsync<int>(deployment, "flaky", AsyncJobStatus.Succeeded, cancellationToken);
        Expect.Equal(2, end.Result, "The attempt that succeeded");
        return $"SUCCEEDED in attempt {end.Attempt}, {Length(end)} after the first began";
    }

    public static async Task<string> ContinuedAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        AsyncJobSnapshot<Steps> end = await EndAsync<Steps>(deployment, "steps", AsyncJobStatus.Succeeded, cancellationToken);
        Expect.Equal(2, end.Result!.RequestIds.Distinct().Count(), "The number of invocations");
        return "SUCCEEDED in the second invocation, without another attempt";
    }

    public static async Task<string> CancelledAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        AsyncJob<JsonElement> job = await deployment.Jobs.StartAsync<JsonElement>("endless", cancellationToken: cancellationToken);
        while ((await job.GetAsync(cancellationToken)).Status == AsyncJobStatus.Pending)
            await Task.Delay(TimeSpan.FromSeconds(0.5), deployment.Time, cancellationToken);
        await job.CancelAsync(cancellationToken);
        AsyncJobSnapshot end = await job.WaitForEndAsync(Timeout.InfiniteTimeSpan, cancellationToken: cancellationToken);
        Expect.Equal(AsyncJobStatus.Cancelled, end.Status, "The status");
        Expect.Equal(1, end.Attempt, "The number of attempts");
        return $"CANCELLED {Length(end)} after its method began";
    }

    public static async Task<string> TimeoutAsync(Deployment deployment, CancellationToken cancellationToken) =>
        Describe(await EndByTimeAsync(deployment, "late", cancellationToken));

    public static async Task<string> IgnoredTimeoutAsync(Deployment deployment, CancellationToken cancellationToken) =>
        Describe(await EndByTimeAsync(deployment, "deaf", cancellationToken));

    public static async Task<string> KilledAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        AsyncJobSnapshot end = await EndAsync<JsonElement>(deployment, "frozen", AsyncJobStatus.Failed, cancellationToken);
        Expect.Equal(PlatformGaveUp, end.Error?.ErrorCode ?? 0, "The error code");
        if (deployment.Logs is not { } logs)
            return Describe(end);

        await logs.FindAsync("jobs-settle", "job.settled", end.Id, cancellationToken);
        return Describe(end) + ", and settle's log has it";
    }

    private static async Task<AsyncJobSnapshot> EndByTimeAsync(Deployment deployment, string route, CancellationToken cancellationToken)
    {
        AsyncJobSnapshot end = await EndAsync<JsonElement>(deployment, route, AsyncJobStatus.TimedOut, cancellationToken);
        Expect.Equal(TimedOut, end.Error?.ErrorCode ?? 0, "The error code");
        return end;
    }

    private static async Task<AsyncJobSnapshot<TResult>> EndAsync<TResult>(
        Deployment deployment, string route, AsyncJobStatus expected, CancellationToken cancellationToken)
    {
        AsyncJob<TResult> job = await deployment.Jobs.StartAsync<TResult>(route, cancellationToken: cancellationToken);
        AsyncJobSnapshot<TResult> end = await job.WaitForEndAsync(Timeout.InfiniteTimeSpan, cancellationToken: cancellationToken);
        Expect.Equal(expected, end.Status, "The status");
        return end;
    }

    private static string Describe(AsyncJobSnapshot end) =>
        $"{(end.Status == AsyncJobStatus.Failed ? "FAILED" : "TIMED_OUT")}, {end.Error!.ErrorCode}, {Length(end)} after its method began";

    private static string Length(AsyncJobSnapshot end) => $"{(end.FinishedAt - end.StartedAt)?.TotalSeconds:0.0} s";
}
