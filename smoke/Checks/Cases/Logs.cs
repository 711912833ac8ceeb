using System.Text.Json;
using AsyncJobs.Client;

namespace AsyncJobs.Smoke.Cases;

/// <summary>The functions say in their logs what they do.</summary>
internal static class Logs
{
    public static async Task<string> FinishedAsync(Deployment deployment, CancellationToken cancellationToken)
    {
        AsyncJobSnapshot end = await Primes.RunAsync(deployment, cancellationToken);
        JsonElement line = await deployment.Logs!.FindAsync("primes-work", "job.finished", end.Id, cancellationToken);
        Expect.Equal("SUCCEEDED", line.GetProperty("status").GetString(), "The status in the log");
        return $"job.finished, {line.GetProperty("status").GetString()}";
    }
}
