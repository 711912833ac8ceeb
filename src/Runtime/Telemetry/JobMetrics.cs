using System.Diagnostics;
using System.Diagnostics.Metrics;
using AsyncJobs.Shared;
using AsyncJobs.Texts;

namespace AsyncJobs.Telemetry;

/// <summary>
/// The instruments of work. Their attributes are the job's name, its state and the kind of an error: few values each, since every combination is a
/// series that somebody pays for.
/// </summary>
/// <remarks>
/// One attempt is what the semantic conventions call the processing of a message, and has the name and the attributes that they give it:
/// https://opentelemetry.io/docs/specs/semconv/messaging/messaging-metrics/. A job has no counterpart there: it may take several messages and
/// several attempts. Boundaries are those within which jobs live, where the conventions' end at ten seconds.
/// </remarks>
internal static class JobMetrics
{
    private const string Process = "messaging.process.duration";
    private const string System = "messaging.system";
    private const string OperationName = "messaging.operation.name";
    private const string OperationType = "messaging.operation.type";
    private const string Destination = "messaging.destination.name";

    private static readonly InstrumentAdvice<double> s_attemptSeconds =
        new() { HistogramBucketBoundaries = [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600, 5400] };

    private static readonly InstrumentAdvice<double> s_jobSeconds =
        new() { HistogramBucketBoundaries = [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 21600, 86400] };

    private static readonly InstrumentAdvice<double> s_queueSeconds =
        new() { HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 900, 3600, 21600] };

    // Lambda gives an event three attempts.
    private static readonly InstrumentAdvice<int> s_attempts = new() { HistogramBucketBoundaries = [0, 1, 2, 3] };

    private static readonly Counter<long> s_finished =
        JobTelemetry.Meter.CreateCounter<long>(TelemetryNames.JobsFinished, "{job}", "Jobs that have reached their final state.");

    private static readonly Histogram<double> s_duration = JobTelemetry.Meter.CreateHistogram(
        TelemetryNames.JobDuration, "s", "How long jobs took from their start to their final state.", tags: null, s_jobSeconds);

    private static readonly Histogram<int> s_attemptsOfJob = JobTelemetry.Meter.CreateHistogram(
        TelemetryNames.JobAttempts, "{attempt}", "How many attempts jobs took to their final state.", tags: null, s_attempts);

    private static readonly Histogram<double> s_queueTime = JobTelemetry.Meter.CreateHistogram(
        TelemetryNames.QueueTime, "s", "How long jobs waited from their start for their first attempt.", tags: null, s_queueSeconds);

    private static readonly Counter<long> s_claimsRefused = JobTelemetry.Meter.CreateCounter<long>(
        TelemetryNames.ClaimsRefused, "{event}", "Events that found their job finished, gone or taken.");

    private static readonly Histogram<double> s_process = JobTelemetry.Meter.CreateHistogram(
        Process, "s", "How long the methods of jobs ran in one invocation.", tags: null, s_attemptSeconds);

    /// <summary>Whether somebody listens to the ends of jobs.</summary>
    public static bool IsHeard => (s_finished.Enabled || s_duration.Enabled || s_attemptsOfJob.Enabled) && !QuietFlow.IsCurrent;

    public static void Claimed(string job, TimeSpan waited)
    {
        if (s_queueTime.Enabled && !QuietFlow.IsCurrent)
            s_queueTime.Record(Seconds(waited), Of(job));
    }

    public static void ClaimRefused(string job)
    {
        if (s_claimsRefused.Enabled && !QuietFlow.IsCurrent)
            s_claimsRefused.Add(1, Of(job));
    }

    public static void Finished(string job, JobStatus status, TimeSpan took, int attempts)
    {
        KeyValuePair<string, object?> name = Of(job);
        KeyValuePair<string, object?> ended = new(TelemetryNames.Status, status.ToWireName());
        s_finished.Add(1, name, ended);
        s_duration.Record(Seconds(took), name, ended);
        s_attemptsOfJob.Record(attempts, name, ended);
    }

    public static void Processed(string job, TimeSpan took, Exception? failure)
    {
        if (!s_process.Enabled || QuietFlow.IsCurrent)
            return;

        TagList tags = new() { { System, "asyncjobs" }, { OperationName, "work" }, { OperationType, "process" }, { Destination, job } };
        if (failure is not null)
            tags.Add(TelemetryNames.ErrorType, ExceptionText.TypeOf(failure));
        s_process.Record(Seconds(took), tags);
    }

    private static KeyValuePair<string, object?> Of(string job) => new(TelemetryNames.Job, job);

    // The clocks of two functions differ.
    private static double Seconds(TimeSpan time) => Math.Max(0, time.TotalSeconds);
}
