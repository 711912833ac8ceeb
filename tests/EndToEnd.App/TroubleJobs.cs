using System.Security.Cryptography;

namespace AsyncJobs.EndToEnd.App;

/// <summary>Jobs that go wrong in every way.</summary>
public static class TroubleJobs
{
    [AsyncJob("POST /flaky", MaxAttempts = 3)]
    public static string Flaky(int failures, JobContext job) =>
        job.Attempt > failures ? $"attempt {job.Attempt}" : throw new InvalidOperationException("a secret of the implementation");

    [AsyncJob("POST /coded", MaxAttempts = 2)]
    public static Task Coded(JobContext job) => throw new JobException(12345, $"failed in attempt {job.Attempt}");

    [AsyncJob("POST /late", TimeoutSeconds = 2, ReserveMilliseconds = 500)]
    public static Task Late(CancellationToken cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken);

    [AsyncJob("POST /deaf", TimeoutSeconds = 2, ReserveMilliseconds = 500)]
    public static void Deaf(JobContext job) => Thread.Sleep(TimeSpan.FromMinutes(job.Attempt));

    [AsyncJob("POST /large")]
    public static string Large(int length, bool isRandom, JobContext job) =>
        isRandom ? RandomNumberGenerator.GetHexString(length + job.Attempt - 1) : new('x', length + job.Attempt - 1);

    [AsyncJob("POST /patient")]
    public static async Task<string> Patient(int milliseconds, CancellationToken cancellationToken)
    {
        await Task.Delay(milliseconds, cancellationToken);
        return "done";
    }

    /// <summary>Says how far it is, and goes on until it is cancelled.</summary>
    [AsyncJob("POST /endless")]
    public static async Task Endless(JobContext job, CancellationToken cancellationToken)
    {
        await job.ReportProgressAsync(0.5, "half done");
        await Task.Delay(Timeout.Infinite, cancellationToken);
    }
}
