using AsyncJobs.Logging;
using AsyncJobs.Metrics;
using AsyncJobs.Time;

namespace AsyncJobs;

/// <summary>
/// Which invocation code runs in: the ids that its log lines, metrics and outgoing calls carry, and where they go.
/// The worker enters one for every attempt; a function of one's own can do the same.
/// </summary>
public sealed class InvocationScope
{
    private static readonly JobLog s_standardLog = new JsonJobLog();

    /// <summary>The scope of the invocation that this code runs in; outside of one a scope without ids.</summary>
    public static InvocationScope Current => Ambient.Current.Scope;

    /// <summary>The request id of the Lambda invocation.</summary>
    public string? RequestId { get; init; }

    /// <summary>The job's name.</summary>
    public string? JobName { get; init; }

    /// <summary>The job's id.</summary>
    public string? JobId { get; init; }

    /// <summary>Which attempt it is, from 1; 0 outside of a job.</summary>
    public int Attempt { get; init; }

    /// <summary>The id by which the systems that take part in one request find each other's log lines: <c>x-correlation-id</c>.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The trace that the invocation belongs to: of W3C Trace Context where the request came with it, else the platform's.</summary>
    public string? TraceId { get; init; }

    /// <summary>The <c>traceparent</c> that outgoing calls carry where no span of this process is there to name instead.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The <c>tracestate</c> that goes with <see cref="TraceParent"/>.</summary>
    public string? TraceState { get; init; }

    /// <summary>Where log lines go. Default: one JSON object a line on the standard output.</summary>
    public JobLog Log { get; init; } = s_standardLog;

    /// <summary>What is counted. Default: nothing.</summary>
    public InvocationMetrics Metrics { get; init; } = InvocationMetrics.None;

    /// <summary>Whether it is that of a job's method, which may start what the job's Starts names and nothing else.</summary>
    internal bool IsOfMethod { get; init; }

    internal static InvocationScope Outside { get; } = new();

    /// <summary>
    /// Makes this the <see cref="Current"/> scope of the calling asynchronous flow until the result is disposed of. The budget stays.
    /// What an asynchronous method enters ends with that method in any case.
    /// </summary>
    public EnteredScope Enter() => Ambient.Enter(new Ambient(Ambient.Current.Budget, this));

    /// <summary>Writes what was counted since the last time. Call it before the invocation ends: the platform freezes the process then.</summary>
    public void FlushMetrics() => Metrics.Flush(RequestId, JobId);
}
