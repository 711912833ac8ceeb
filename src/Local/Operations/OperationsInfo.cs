namespace AsyncJobs.Local.Operations;

/// <summary>Where an operator's jobs are and what can be done with them.</summary>
/// <param name="Place">Where, to end a sentence that begins with "Jobs are kept": <c>in the table jobs in eu-west-1</c>.</param>
internal sealed record OperationsInfo(string Place)
{
    /// <summary>Why jobs can be neither cancelled nor run again, as a sentence that says what to do; null where they can.</summary>
    public string? WhyNoCommands { get; init; }

    /// <summary>What a list costs beyond the jobs that it shows, as a sentence; null where it costs nothing that matters.</summary>
    public string? ListNote { get; init; }

    /// <summary>Whether a list reads all there is, and is paid for, so that nobody should ask for it without need.</summary>
    public bool IsListDear => ListNote is not null;
}
