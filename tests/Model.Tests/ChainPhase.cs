namespace AsyncJobs.Model.Tests;

/// <summary>What is happening to an event.</summary>
internal enum ChainPhase
{
    /// <summary>The platform will deliver it.</summary>
    Queued,

    /// <summary>A duplicate that may be delivered at any time, or never.</summary>
    Duplicate,

    /// <summary>An invocation failed or crashed, and the platform waits before it tries again.</summary>
    Waiting,

    /// <summary>The platform gave it up, and settle is to be told.</summary>
    GivenUp,

    /// <summary>Settle has read the job, and is about to end it.</summary>
    Settling,

    /// <summary>Settle was told while the job had a live lease: the queue has a message about it.</summary>
    PutOff,

    // From here on a worker is at work on it.

    /// <summary>It is about to claim, or has and was not answered.</summary>
    Claiming,

    /// <summary>It could not claim the job, and is about to end it.</summary>
    Leaving,

    /// <summary>It has claimed for a later attempt, and is to have the job looked at before it runs the method.</summary>
    LookingAhead,

    /// <summary>It runs the method.</summary>
    Method,

    /// <summary>The method returned, and the result is to be written.</summary>
    Succeeding,

    /// <summary>The method threw, and the job is to be looked at later before that is written.</summary>
    LookingBack,

    /// <summary>The method threw, which is to be written.</summary>
    Failing,

    /// <summary>The method asked for another invocation, which is to be written.</summary>
    Continuing,

    /// <summary>The method stopped because its caller wanted it to, which is to be written.</summary>
    Stopping,

    /// <summary>The event by which the job goes on is to be sent.</summary>
    Sending,

    /// <summary>The callback is to be sent.</summary>
    Calling,
}
