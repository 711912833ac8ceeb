using System.Diagnostics;
using AsyncJobs.Logging;
using AsyncJobs.Shared;
using AsyncJobs.Telemetry;

namespace AsyncJobs.Calls;

/// <summary>Tells how a call under a budget ended: to the log, the metrics of the invocation, and whoever listens in the process.</summary>
internal static class CallReport
{
    /// <summary>Starts the span of a call. Null when nobody listens.</summary>
    public static Activity? Start(string service, HttpRequestMessage request, TimeSpan granted)
    {
        if (JobActivities.Source.StartActivity($"call {service}") is not { } activity)
            return null;

        activity.SetTag(TelemetryNames.Service, service);
        activity.SetTag(TelemetryNames.GrantedMs, granted.TotalMilliseconds);
        activity.SetTag("http.request.method", request.Method.Method);
        return activity;
    }

    /// <summary>Ends the span of a call.</summary>
    public static void Stop(Activity activity, string outcome, Exception? exception)
    {
        activity.SetTag(TelemetryNames.Outcome, outcome);
        if (exception is not null)
            activity.SetTag(TelemetryNames.ErrorType, exception.GetType().FullName).SetStatus(ActivityStatusCode.Error);

        // Stopping makes current what was so at the start, even where the body is read in another activity.
        Activity? current = Activity.Current;
        activity.Stop();
        Activity.Current = current == activity ? activity.Parent : current;
    }

    /// <summary>Notes how long a call took.</summary>
    public static void Record(string service, string outcome, TimeSpan elapsed) =>
        CallMetrics.Duration.Record(
            elapsed.TotalSeconds,
            new KeyValuePair<string, object?>(TelemetryNames.Service, service),
            new KeyValuePair<string, object?>(TelemetryNames.Outcome, outcome));

    /// <summary>Counts and logs a call that had not enough time.</summary>
    public static void Warn(string service, string outcome, HttpRequestMessage request, InvocationScope scope, TimeSpan granted, TimeSpan elapsed)
    {
        scope.Metrics.Count(service, outcome);
        scope.Log.Write(new JobLogEntry(JobLogLevel.Warning, JobEvents.CallPrefix + outcome)
        {
            Job = scope.JobName,
            JobId = scope.JobId,
            RequestId = scope.RequestId,
            Attempt = scope.Attempt,
            Service = service,
            Method = request.Method.Method,
            Url = Redact(request.RequestUri),
            Granted = granted,
            Elapsed = elapsed,
            CorrelationId = scope.CorrelationId,
            TraceId = scope.TraceId ?? Activity.Current?.TraceId.ToHexString(),
        });
    }

    private static string? Redact(Uri? uri) =>
        uri is { IsAbsoluteUri: true } ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : null;
}
