using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>How long the input is kept of a job that can be run again.</summary>
/// <remarks>
/// It is written once, at the start, and has to be there for as long as the job can be read. That is longest for a job that is lost: its record is
/// kept for the retention from its start, or from its last continuation, and whoever reads it in the end writes down that it is lost, and keeps it
/// for the retention once more.
/// </remarks>
[Embedded]
internal static class KeptInputLife
{
    // Between its clocks, and what an invocation takes.
    private const int SlackHours = 1;

    /// <summary>How long, from the start of the job.</summary>
    /// <param name="retentionHours">How long a job is kept that has ended.</param>
    /// <param name="timeoutSeconds">How long an attempt may take.</param>
    /// <param name="totalTimeoutSeconds">How long it may go on in other invocations; 0 for a job that does not.</param>
    public static TimeSpan Of(int retentionHours, int timeoutSeconds, int totalTimeoutSeconds) =>
        TimeSpan.FromHours((2 * retentionHours) + SlackHours)
        + LongAttempt.Beyond(timeoutSeconds)
        + TimeSpan.FromSeconds(totalTimeoutSeconds + (2 * DeploymentDefaults.EventAgeSeconds));
}
