using AsyncJobs.Events;

namespace AsyncJobs.Jobs;

/// <summary>One call of a Lambda function, as the platform describes it.</summary>
public sealed class Invocation
{
    /// <summary>The platform's id of the invocation; the retries of an asynchronous one carry the same id.</summary>
    public required string RequestId { get; init; }

    /// <summary>When the platform kills the invocation; null where there is no such time, as in tests.</summary>
    public DateTimeOffset? Deadline { get; init; }

    /// <summary>The X-Ray trace header, where there is one.</summary>
    public string? TraceId { get; init; }

    /// <summary>The ARN the function was called by.</summary>
    public string? FunctionArn { get; init; }

    /// <summary>
    /// Set when a job method still runs although its time is over and its job is recorded as TIMED_OUT.
    /// The process should end instead of taking the next invocation.
    /// </summary>
    public bool IsMethodAbandoned { get; internal set; }

    /// <summary>Sends the reply part by part; null where the host cannot.</summary>
    internal IReplyStream? Stream { get; init; }

    /// <summary>
    /// Whether the reply is in the form that a host sends by <see cref="Stream"/>, also where all of it is in the reply's buffer: what is in front of
    /// the function then takes no other.
    /// </summary>
    internal bool IsReplyStreamed { get; set; }

    internal InvocationBudget CreateBudget(TimeSpan reserve, TimeProvider time) =>
        Deadline is { } deadline ? InvocationBudget.FromDeadline(deadline, reserve, time) : InvocationBudget.None;
}
