using AsyncJobs.Lifecycle;

namespace AsyncJobs.Jobs;

/// <summary>How an attempt ended.</summary>
/// <param name="Transition">What is to be recorded.</param>
/// <param name="Failure">What the method threw; null where it returned.</param>
internal readonly record struct AttemptOutcome(JobTransition Transition, Exception? Failure)
{
    public JobStatus Status => Transition is JobTransition.Finish finish ? finish.Status : JobStatus.Pending;
}
