using AsyncJobs.Lifecycle;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>Claims by workers that are not there: they have vanished, or are in another process.</summary>
internal static class Taken
{
    /// <summary>A claim of one of three attempts that the platform may retry at any time.</summary>
    public static JobTransition.Claim By(string token, string requestId, DateTimeOffset until) =>
        new(new JobLease(token, requestId, until, DateTimeOffset.UnixEpoch), 3);
}
