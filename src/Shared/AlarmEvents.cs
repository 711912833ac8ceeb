using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>
/// The lines of the log that alarms count, by their event and status: metric filters of the template look for them on the standard output, so that
/// they are there wherever the log goes.
/// </summary>
[Embedded]
internal static class AlarmEvents
{
    /// <summary>Whether a metric filter looks for the line.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="status">The job's state; null for none.</param>
    public static bool Count(string happened, string? status) => happened switch
    {
        JobEvents.Lost or JobEvents.LookFailed => true,
        JobEvents.Finished => status is StatusNames.Failed or StatusNames.TimedOut,
        JobEvents.Settled => status is StatusNames.Failed,
        _ => false,
    };
}
