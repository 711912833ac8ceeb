namespace AsyncJobs.Evaluation.Corpus;

/// <summary>What a reader of the code says of a place.</summary>
internal enum Verdict
{
    /// <summary>The rule should report it.</summary>
    Positive,

    /// <summary>It looks like a fault and is none.</summary>
    Negative,

    /// <summary>The rule's page does not decide it. It counts neither for nor against the rule.</summary>
    Debatable,
}
