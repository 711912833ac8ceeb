namespace AsyncJobs.Evaluation.Corpus;

/// <summary>What readers said of a place.</summary>
/// <param name="Place">The place.</param>
/// <param name="Verdict">Whether the rule should report it: what counts.</param>
/// <param name="Rule">The rule; of a negative, the one that comes nearest.</param>
/// <param name="First">What the first reader said.</param>
/// <param name="Second">What the second reader said, without knowledge of the first.</param>
internal sealed record Label(SourcePlace Place, Verdict Verdict, string Rule, Verdict First, Verdict Second);
