using System.Diagnostics.Metrics;
using AsyncJobs.Shared;

namespace AsyncJobs.Telemetry;

/// <summary>What OpenTelemetry and other listeners in the process see, under the name <c>AsyncJobs</c>.</summary>
internal static class JobTelemetry
{
    public static Meter Meter { get; } = new(TelemetryNames.Source);

    /// <summary>
    /// Budgeted calls that ended: <c>asyncjobs.service</c>, and <c>asyncjobs.outcome</c>: answered, failed, cancelled, timedout or refused.
    /// </summary>
    public static Histogram<double> CallDuration { get; } =
        Meter.CreateHistogram<double>(TelemetryNames.CallDuration, "s", "How long calls under a budget took, the response's body included.");

    /// <summary>Chains that an alternative answered or nothing did: <c>asyncjobs.chain</c> and <c>asyncjobs.step</c>.</summary>
    public static Counter<long> Fallbacks { get; } =
        Meter.CreateCounter<long>(TelemetryNames.Fallbacks, "{run}", "How often a fallback chain was not answered by its first step.");
}
