namespace AsyncJobs.Evaluation.Corpus;

/// <summary>A line of a file of a repository.</summary>
/// <param name="Repository">The owner and the name.</param>
/// <param name="Path">The path in the repository, with slashes.</param>
/// <param name="Line">The line, from 1.</param>
internal readonly record struct SourcePlace(string Repository, string Path, int Line)
{
    /// <summary>The file that it is in.</summary>
    public SourceFile File => new(Repository, Path);

    public override string ToString() => $"{Repository} {Path}:{Line}";
}
