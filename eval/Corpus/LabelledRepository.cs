namespace AsyncJobs.Evaluation.Corpus;

/// <summary>A repository as it was when it was read.</summary>
/// <param name="Name">The owner and the name.</param>
/// <param name="Commit">The commit, as 40 hexadecimal digits.</param>
internal sealed record LabelledRepository(string Name, string Commit)
{
    /// <summary>The owner.</summary>
    public string Owner => Name[..Name.IndexOf('/')];
}
