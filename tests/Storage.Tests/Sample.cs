using System.Text;
using AsyncJobs.Lifecycle;

namespace AsyncJobs.Storage.Tests;

/// <summary>Records and transitions for tests, all on one day.</summary>
internal static class Sample
{
    // DynamoDB Local deletes what its own clock says has expired: by that clock, everything here is still to come.
    internal static DateTimeOffset Noon { get; } = new(2126, 3, 1, 12, 0, 0, TimeSpan.Zero);

    internal static DateTimeOffset NextDay { get; } = Noon.AddDays(1);

    internal static JobError Error { get; } = new(JobErrorCodes.TimedOut, "pricing timed out", "req-1", "pricing");

    internal static JobRecord Pending(string? id = null) => new()
    {
        Id = id ?? Guid.NewGuid().ToString("N"),
        Job = "link-checks",
        Status = JobStatus.Pending,
        CreatedAt = Noon,
        ExpiresAt = NextDay,
    };

    internal static JobLease Lease(string token, string requestId = "req-1", int untilSeconds = 60, int retrySeconds = 0) =>
        new(token, requestId, Noon.AddSeconds(untilSeconds), Noon.AddSeconds(retrySeconds));

    internal static JobTransition.Claim Claim(string token, string requestId = "req-1", int untilSeconds = 60, int maxAttempts = 3, int retrySeconds = 0) =>
        new(Lease(token, requestId, untilSeconds, retrySeconds), maxAttempts);

    internal static JobTransition.Finish Succeed(string token, string result = """{"ok":true}""") =>
        new(token, JobStatus.Succeeded, Encoding.UTF8.GetBytes(result), null, Noon.AddDays(2));

    internal static JobTransition.Continue Continue(string token, string state = """{"page":2}""") =>
        new(token, Encoding.UTF8.GetBytes(state), Noon.AddDays(3));

    internal static JobTransition.Finish Fail(string token) => new(token, JobStatus.Failed, default, Error, Noon.AddDays(2));
}
