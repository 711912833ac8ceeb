namespace AsyncJobs.Evaluation.Corpus;

/// <summary>A file of a repository.</summary>
/// <param name="Repository">The owner and the name.</param>
/// <param name="Path">The path in the repository, with slashes.</param>
internal readonly record struct SourceFile(string Repository, string Path);
