using System.Diagnostics;
using System.Runtime.CompilerServices;
using AsyncJobs.Shared;

namespace AsyncJobs.Telemetry;

/// <summary>
/// The spans of a job's way, under the source <c>AsyncJobs</c>: accept, dispatch, work, claim, method, each budgeted call, complete.
/// </summary>
/// <remarks>What makes a span is a method apart from what asks for listeners: a cold start without any does not compile it.</remarks>
internal static class JobActivities
{
    public static ActivitySource Source { get; } = new(TelemetryNames.Source);

    /// <summary>Whether a span that is started here would have a listener.</summary>
    public static bool IsHeard => Source.HasListeners() && !QuietFlow.IsCurrent;

    /// <summary>Starts the span of an accept function, below the one that the caller named in W3C Trace Context. Null when nobody listens.</summary>
    public static JobSpan? StartAccept(string job, string jobId, string requestId, string? traceParent, string? traceState) =>
        IsHeard ? StartFunction($"accept {job}", isServer: true, job, jobId, requestId, traceParent, traceState) : null;

    /// <summary>Starts the span of a worker, below the one of the accept function. Null when nobody listens.</summary>
    public static JobSpan? StartWork(string job, string jobId, string requestId, string? traceParent, string? traceState) =>
        IsHeard ? StartFunction($"work {job}", isServer: false, job, jobId, requestId, traceParent, traceState) : null;

    /// <summary>Starts a span below the current one. Null when nobody listens.</summary>
    public static JobSpan? Start(string name, bool isProducer = false) => IsHeard ? StartHeard(name, isProducer) : null;

    /// <summary>The current span, whoever's it is, as <c>traceparent</c> and <c>tracestate</c>; null where there is none.</summary>
    public static (string? Parent, string? State)? Current() =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C } current ? (current.Id, current.TraceStateString) : null;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static JobSpan? StartHeard(string name, bool isProducer) =>
        Source.StartActivity(name, isProducer ? ActivityKind.Producer : ActivityKind.Internal) is { } activity
            ? new JobSpan(activity)
            : null;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static JobSpan? StartFunction(
        string name, bool isServer, string job, string jobId, string requestId, string? traceParent, string? traceState)
    {
        _ = ActivityContext.TryParse(traceParent, traceState, isRemote: true, out ActivityContext parent);
        if (Source.StartActivity(name, isServer ? ActivityKind.Server : ActivityKind.Consumer, parent) is not { } activity)
            return null;

        activity.SetTag(TelemetryNames.Job, job).SetTag(TelemetryNames.JobId, jobId).SetTag("faas.invocation_id", requestId);
        return new JobSpan(activity);
    }
}
