using AsyncJobs.Lifecycle;

namespace AsyncJobs.Working;

/// <summary>How an attempt ended.</summary>
/// <param name="Transition">What is to be recorded.</param>
/// <param name="Failure">What the method threw; null where it returned.</param>
internal readonly record struct AttemptOutcome(JobTransition Transition, Exception? Failure)
{
    /// <summary>The result where it is too large for the record; to be kept before the transition that refers to it is recorded.</summary>
    public ReadOnlyMemory<byte> Payload { get; init; }

    public JobStatus Status => Transition is JobTransition.Finish finish ? finish.Status : JobStatus.Pending;
}
