using AsyncJobs.Evaluation.Corpus;

namespace AsyncJobs.Evaluation.Scoring;

/// <summary>What became of a label or a report.</summary>
/// <param name="Place">The label's place, or the report's if it has no label.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Outcome">What became of it.</param>
internal sealed record Finding(SourcePlace Place, string Rule, Outcome Outcome);
