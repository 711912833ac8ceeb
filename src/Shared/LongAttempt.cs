using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>
/// What an attempt takes beyond Lambda's usual limit. The last attempt may begin when its event is as old as an event gets. One within the usual
/// limit has ended before the least retention is over; a longer one needs its own time.
/// </summary>
[Embedded]
internal static class LongAttempt
{
    /// <summary>That time; zero for most jobs.</summary>
    public static TimeSpan Beyond(int timeoutSeconds) => TimeSpan.FromSeconds(Math.Max(0, timeoutSeconds - JobRanges.MostTimeoutSeconds));
}
