namespace AsyncJobs.Evaluation.Corpus;

/// <summary>What a reader said of a place.</summary>
/// <param name="Place">The place.</param>
/// <param name="Verdict">Whether a rule should report it.</param>
/// <param name="Rule">The rule; of a negative, the one that comes nearest.</param>
internal sealed record Label(SourcePlace Place, Verdict Verdict, string Rule);
