namespace AsyncJobs.Testing.Faults;

/// <summary>What the platform can do to an application.</summary>
internal enum FaultKind
{
    /// <summary>An event is delivered twice.</summary>
    DuplicateEvent,

    /// <summary>An event is delivered later than others.</summary>
    DelayEvent,

    /// <summary>An event is not taken.</summary>
    RefuseEvent,

    /// <summary>An event is taken, and whoever sent it learns nothing of that.</summary>
    LoseEventReply,

    /// <summary>The table does nothing.</summary>
    ThrottleTable,

    /// <summary>The table does what it is asked, and whoever asked learns nothing of that.</summary>
    LoseTableReply,

    /// <summary>A worker ends after it has taken its job, before the method runs.</summary>
    KillAfterClaim,

    /// <summary>A worker ends after its method has saved a state.</summary>
    KillAfterSavedState,

    /// <summary>A worker ends after its method, before the outcome is written.</summary>
    KillBeforeOutcome,

    /// <summary>A worker ends after the outcome is written, before whatever follows it.</summary>
    KillAfterOutcome,
}
