using System.Diagnostics;

namespace AsyncJobs.Metrics;

/// <summary>The spans of a job's way, under the source <c>AsyncJobs</c>: accept, dispatch, work, claim, method, each budgeted call, complete.</summary>
internal static class JobActivities
{
    public static ActivitySource Source { get; } = new(JobTelemetry.Name);

    /// <summary>Starts a span below the current one. Null when nobody listens.</summary>
    public static Activity? Start(string name, ActivityKind kind = ActivityKind.Internal) =>
        Source.HasListeners() ? Source.StartActivity(name, kind) : null;

    /// <summary>Starts the first span of a function, below the one that the caller named in W3C Trace Context. Null when nobody listens.</summary>
    public static Activity? StartFunction(string name, ActivityKind kind, string job, string jobId, string requestId, string? traceParent, string? traceState)
    {
        if (!Source.HasListeners())
            return null;

        _ = ActivityContext.TryParse(traceParent, traceState, isRemote: true, out ActivityContext parent);
        Activity? activity = Source.StartActivity($"{name} {job}", kind, parent);
        activity?.SetTag("asyncjobs.job", job).SetTag("asyncjobs.job_id", jobId).SetTag("faas.invocation_id", requestId);
        return activity;
    }
}
