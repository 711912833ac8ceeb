namespace AsyncJobs.Model.Tests;

/// <summary>How far a request is that starts the job.</summary>
internal enum StartPhase
{
    /// <summary>It is still to come.</summary>
    ToCome,

    /// <summary>It has stored the record, and is to send the event.</summary>
    Sending,

    /// <summary>It does not know whether the event was taken, and is to remove the record.</summary>
    Removing,

    /// <summary>It found the record of another request, and sees to it that there is an event.</summary>
    Repeating,

    /// <summary>It has taken it on itself to send the event again.</summary>
    Resending,

    /// <summary>It has sent the event again, and is to write that down.</summary>
    RecordingSent,

    /// <summary>It could not send the event again, and is to write that down.</summary>
    RecordingUnsent,

    /// <summary>It is over.</summary>
    Done,
}
