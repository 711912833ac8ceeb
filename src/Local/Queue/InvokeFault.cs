namespace AsyncJobs.Local.Queue;

/// <summary>What can go wrong while an event is handed over.</summary>
internal enum InvokeFault
{
    None,

    /// <summary>Too many requests; the event is not taken.</summary>
    Throttled,

    /// <summary>An error of the service; the event is not taken.</summary>
    Refused,

    /// <summary>An error of the service, after the event was taken.</summary>
    TakenAndRefused,

    /// <summary>The event is taken, and the connection breaks before the answer.</summary>
    AnswerLost,
}
