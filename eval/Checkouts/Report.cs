using AsyncJobs.Evaluation.Corpus;

namespace AsyncJobs.Evaluation.Checkouts;

/// <summary>What an analyzer said of a place.</summary>
/// <param name="Place">Where the report begins.</param>
/// <param name="Rule">The rule.</param>
/// <param name="FirstLine">The first line of the statement or member that the report is in.</param>
/// <param name="LastLine">The last line of it, up to a block in it.</param>
internal sealed record Report(SourcePlace Place, string Rule, int FirstLine, int LastLine);
