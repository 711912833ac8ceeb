namespace AsyncJobs.ColdStart;

/// <summary>A published program, and the event that it gets.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="File">The executable.</param>
/// <param name="Handler">Which handler it runs.</param>
/// <param name="Payload">The event; null for a program that just ends.</param>
/// <param name="Expected">What its reply must contain.</param>
/// <param name="CallsAws">Whether it has to store an item and to send an event before it replies.</param>
/// <param name="BesideOf">The name of the program that it is compared with.</param>
internal sealed record Candidate(
    string Name,
    string File,
    string Handler = "",
    string? Payload = null,
    string Expected = "",
    bool CallsAws = false,
    string BesideOf = "HttpClient loop")
{
    /// <summary>Variables that it has beyond those of every function.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = new Dictionary<string, string>();

    /// <summary>How much of a processor it has; null for all that the machine has.</summary>
    public ProcessorShare? Processor { get; init; }
}
