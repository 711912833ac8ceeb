namespace AsyncJobs.Evaluation.Scoring;

/// <summary>What became of a label or a report.</summary>
internal enum Outcome
{
    /// <summary>A positive was reported by its rule.</summary>
    Found,

    /// <summary>A positive was not reported by its rule.</summary>
    Missed,

    /// <summary>A negative was reported, or a place of a file that was read as a whole and has no label.</summary>
    False,

    /// <summary>A debatable place was reported.</summary>
    Debatable,
}
