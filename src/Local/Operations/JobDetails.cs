using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace AsyncJobs.Local.Operations;

/// <summary>A job with all that an operator is shown of it.</summary>
internal sealed record JobDetails : JobItem
{
    [SetsRequiredMembers]
    public JobDetails(JobItem item)
        : base(item)
    {
    }

    /// <summary>For JSON.</summary>
    public JobDetails()
    {
    }

    /// <summary>How often the method had itself continued in another invocation.</summary>
    public int Continuation { get; init; }

    public bool CanCancel { get; init; }

    public bool CanRetry { get; init; }

    /// <summary>Why the job cannot be run again, as a sentence.</summary>
    public string? WhyNoRetry { get; init; }

    public bool CanRedeliver { get; init; }

    /// <summary>Why the job's callback cannot be delivered anew, as a sentence.</summary>
    public string? WhyNoRedelivery { get; init; }

    public bool IsInputKept { get; init; }

    /// <summary>The result; null where there is none, or <see cref="ResultNote"/> says where it is.</summary>
    public JsonElement? Result { get; init; }

    /// <summary>What the result is where it is not shown, as a sentence.</summary>
    public string? ResultNote { get; init; }

    /// <summary>The lease of the latest attempt.</summary>
    public LeaseItem? Lease { get; init; }

    /// <summary>The attempts that are known, the oldest first.</summary>
    public IReadOnlyList<AttemptItem> Attempts { get; init; } = [];

    /// <summary>How many attempts before these are not kept any more.</summary>
    public int? AttemptsLeftOut { get; init; }

    public DateTimeOffset? CancelRequestedAt { get; init; }

    public CallbackItem? Callback { get; init; }

    /// <summary>The trace that its log names, where somebody keeps that.</summary>
    public string? TraceId { get; init; }

    /// <summary>The job that runs this one again, where it is among those that are shown.</summary>
    public string? RetriedBy { get; init; }
}
