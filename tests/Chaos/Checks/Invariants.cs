namespace AsyncJobs.Chaos.Checks;

/// <summary>What is promised.</summary>
internal sealed class Invariants
{
    public Invariant Terminal { get; } = new("an accepted job reaches a terminal state");

    public Invariant OneCompletion { get; } = new("a job is completed once");

    public Invariant ResultIsAttempts { get; } = new("the recorded outcome is that of its attempt's own log");

    public Invariant CancelledStays { get; } = new("a cancelled job stays cancelled");

    public Invariant NoStepBack { get; } = new("no client sees a status go backwards");

    public Invariant FinalStays { get; } = new("what is final does not change");

    public Invariant RefusedIsGone { get; } = new("503 leaves no job behind");

    public Invariant AttemptsAreOne { get; } = new("an attempt's number is given once, within MaxAttempts");

    public Invariant StateGoesOn { get; } = new("an invocation finds what was saved before it began, or more");

    public Invariant StepsAreDone { get; } = new("a step that was saved is not done again, and none is left out");

    public Invariant ContinuesAsAsked { get; } = new("a job goes on in another invocation once each time it asks to");

    public Invariant TotalIsBound { get; } = new("no job goes on in another invocation after its time in all");

    public Invariant SameKeySameJob { get; } = new("the same key gives the same job");

    public Invariant RepliesAreKnown { get; } = new("every reply is one that the contract has");

    public IReadOnlyList<Invariant> All =>
        [Terminal, OneCompletion, ResultIsAttempts, CancelledStays, NoStepBack, FinalStays, RefusedIsGone, AttemptsAreOne, StateGoesOn, StepsAreDone, ContinuesAsAsked, TotalIsBound, SameKeySameJob, RepliesAreKnown];
}
