namespace AsyncJobs.Ending;

/// <summary>What a try of a callback has come to.</summary>
internal enum CallbackVerdict
{
    /// <summary>It may be taken another time.</summary>
    Again,

    /// <summary>The receiver has it.</summary>
    Taken,

    /// <summary>It will never be taken.</summary>
    Refused,
}
