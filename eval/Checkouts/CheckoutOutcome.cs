using AsyncJobs.Evaluation.Corpus;

namespace AsyncJobs.Evaluation.Checkouts;

/// <summary>What the analyzers, and the compiler, made of a repository.</summary>
/// <param name="Reports">All reports, each once even if several projects compile its file.</param>
/// <param name="Files">The files that a function project compiles.</param>
/// <param name="Unbound">The places whose statement uses what is not known here, such as a type of a package.</param>
internal sealed record CheckoutOutcome(IReadOnlySet<Report> Reports, IReadOnlySet<SourceFile> Files, IReadOnlySet<SourcePlace> Unbound);
