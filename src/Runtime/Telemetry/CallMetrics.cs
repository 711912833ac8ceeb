using System.Diagnostics.Metrics;
using AsyncJobs.Shared;

namespace AsyncJobs.Telemetry;

/// <summary>The instruments of outgoing calls.</summary>
internal static class CallMetrics
{
    /// <summary>
    /// Budgeted calls that ended: <c>asyncjobs.service</c>, and <c>asyncjobs.outcome</c>: answered, failed, cancelled, timedout or refused.
    /// </summary>
    public static Histogram<double> Duration { get; } = JobTelemetry.Meter.CreateHistogram<double>(
        TelemetryNames.CallDuration, "s", "How long calls under a budget took, the response's body included.");

    /// <summary>Chains that an alternative answered or nothing did: <c>asyncjobs.chain</c> and <c>asyncjobs.step</c>.</summary>
    public static Counter<long> Fallbacks { get; } = JobTelemetry.Meter.CreateCounter<long>(
        TelemetryNames.Fallbacks, "{run}", "How often a fallback chain was not answered by its first step.");
}
