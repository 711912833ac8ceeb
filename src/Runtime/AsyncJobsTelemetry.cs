using AsyncJobs.Shared;

namespace AsyncJobs;

/// <summary>What OpenTelemetry and other listeners of a process find the library by.</summary>
public static class AsyncJobsTelemetry
{
    /// <summary>
    /// The name of the <see cref="System.Diagnostics.ActivitySource"/> and of the <see cref="System.Diagnostics.Metrics.Meter"/>: what
    /// <c>AddSource</c> of a tracer's builder and <c>AddMeter</c> of a meter's builder take.
    /// </summary>
    public const string Name = TelemetryNames.Source;
}
