using System.Diagnostics.Metrics;
using AsyncJobs.Shared;

namespace AsyncJobs.Telemetry;

/// <summary>The instrument of starts. Apart from those of work, which a function that only accepts jobs then never makes.</summary>
internal static class StartMetrics
{
    private static readonly Counter<long> s_started =
        JobTelemetry.Meter.CreateCounter<long>(TelemetryNames.JobsStarted, "{job}", "Jobs that were started.");

    public static void Started(string job)
    {
        if (s_started.Enabled && !QuietFlow.IsCurrent)
            s_started.Add(1, new KeyValuePair<string, object?>(TelemetryNames.Job, job));
    }
}
