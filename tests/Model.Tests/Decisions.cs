using AsyncJobs.Lifecycle;

namespace AsyncJobs.Model.Tests;

/// <summary>The decisions of a job's life. They are the product's own, so that a test can put a wrong one in the place of one of them.</summary>
internal sealed record Decisions
{
    public Func<JobRecord, JobTransition, DateTimeOffset, JobRecord?> Apply { get; init; } = JobStateMachine.Apply;

    public Func<JobRecord, JobTransition, bool> IsAlreadyApplied { get; init; } = JobStateMachine.IsAlreadyApplied;

    public Func<JobRecord, EndTerms, DateTimeOffset, NextStep> JudgeLost { get; init; } = LostJob.Judge;

    public Func<GivenUpEvent, JobRecord, EndTerms, DateTimeOffset, NextStep> JudgeGivenUp { get; init; } =
        static (gaveUp, record, terms, now) => gaveUp.Judge(record, terms, now);

    public Func<JobRecord, string, int, EndTerms, DateTimeOffset, NextStep> JudgeRefusedClaim { get; init; } = RefusedClaim.Judge;

    public Func<JobRecord, EndTerms, DateTimeOffset?> LookAfterClaim { get; init; } = Precaution.AfterClaim;

    public Func<JobRecord, EndTerms, DateTimeOffset?> LookBeforeRelease { get; init; } = Precaution.BeforeRelease;

    public Func<JobRecord?, string, bool> IsToStop { get; init; } = RefusedOutcome.IsToStop;

    public Func<JobRecord, bool> LacksEvent { get; init; } = static record => RepeatedStart.LacksEvent(record, record.CreatedAt);
}
