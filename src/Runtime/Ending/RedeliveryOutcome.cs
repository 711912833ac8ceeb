namespace AsyncJobs.Ending;

/// <summary>What became of the wish to have a callback delivered anew.</summary>
internal enum RedeliveryOutcome
{
    /// <summary>It was tried. The job's record says what came of it.</summary>
    Tried,

    /// <summary>The job has not ended.</summary>
    NotFinished,

    /// <summary>The job was started without a callback, or is gone.</summary>
    NoCallback,

    /// <summary>Somebody tries it at the moment.</summary>
    UnderWay,

    /// <summary>This function has no configuration of callbacks.</summary>
    NotEnabled,

    /// <summary>A newer version of the library has written what became of it, in a form that this one does not know.</summary>
    LeftToNewer,
}
