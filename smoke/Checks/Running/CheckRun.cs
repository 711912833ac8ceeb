namespace AsyncJobs.Smoke.Running;

/// <summary>Runs the checks, some of them side by side.</summary>
internal static class CheckRun
{
    // A new account has ten functions at a time, and a check keeps two of them busy at most.
    private const int AtATime = 4;

    // On AWS a job's second attempt comes after a minute, and the first call of each function has to start it.
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    /// <summary>Runs them all, whatever becomes of each.</summary>
    /// <returns>The outcomes, in the order of the checks.</returns>
    public static async Task<IReadOnlyList<CheckOutcome>> RunAsync(IReadOnlyList<Check> checks, Deployment deployment, TextWriter progress)
    {
        CheckOutcome[] outcomes = new CheckOutcome[checks.Count];
        await Parallel.ForAsync(0, checks.Count, new ParallelOptions { MaxDegreeOfParallelism = AtATime }, async (i, _) =>
        {
            outcomes[i] = await RunAsync(checks[i], deployment);
            lock (progress)
                progress.WriteLine($"  {outcomes[i].Verdict.ToString().ToLowerInvariant()}: {checks[i].Name}");
        });
        return outcomes;
    }

    private static async Task<CheckOutcome> RunAsync(Check check, Deployment deployment)
    {
        if (deployment.IsLocal && check.NotLocally is { } reason)
            return new CheckOutcome(check.Name, Verdict.Skipped, TimeSpan.Zero, reason);

        long start = deployment.Time.GetTimestamp();
        using CancellationTokenSource limit = new(s_limit, deployment.Time);
        try
        {
            string saw = await check.RunAsync(deployment, limit.Token);
            return new CheckOutcome(check.Name, Verdict.Passed, deployment.Time.GetElapsedTime(start), saw);
        }
        catch (Exception exception)
        {
            string saw = limit.IsCancellationRequested ? $"It did not end within {s_limit.TotalMinutes:0} minutes." : Words(exception);
            return new CheckOutcome(check.Name, Verdict.Failed, deployment.Time.GetElapsedTime(start), saw);
        }
    }

    private static string Words(Exception exception) =>
        exception is CheckFailedException ? exception.Message : $"{exception.GetType().Name}: {exception.Message}";
}
