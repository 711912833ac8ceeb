using System.Diagnostics.Metrics;
using AsyncJobs.Shared;

namespace AsyncJobs.Telemetry;

/// <summary>What OpenTelemetry and other listeners in the process see, under the name <c>AsyncJobs</c>.</summary>
internal static class JobTelemetry
{
    public static Meter Meter { get; } = new(TelemetryNames.Source);
}
