namespace AsyncJobs.Lifecycle;

/// <summary>What is to be done about a job by somebody who does not run it.</summary>
internal abstract record NextStep
{
    private NextStep()
    {
    }

    /// <summary>Nothing: it goes on by itself, or has ended.</summary>
    public static NextStep Nothing { get; } = new None();

    /// <summary>It is to be ended. The transition's conditions hold only while the record is as it was read.</summary>
    public sealed record End(JobTransition Transition) : NextStep;

    /// <summary>It may still go on by itself: it is to be looked at again then.</summary>
    public sealed record LookAt(DateTimeOffset Time) : NextStep;

    /// <summary>The event by which it goes on in another invocation may not have been sent, and is to be sent again.</summary>
    /// <param name="LookTime">When it is to be looked at, in case that fails.</param>
    public sealed record SendContinuation(DateTimeOffset LookTime) : NextStep;

    private sealed record None : NextStep;
}
