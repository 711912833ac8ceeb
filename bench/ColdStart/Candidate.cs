namespace AsyncJobs.ColdStart;

/// <summary>A published program, and the event that it gets.</summary>
/// <param name="Name">What it is called in the table.</param>
/// <param name="File">The executable.</param>
/// <param name="Handler">Which handler it runs.</param>
/// <param name="Payload">The event; null for a program that just ends.</param>
/// <param name="Expected">What its reply must contain.</param>
internal sealed record Candidate(string Name, string File, string Handler = "", string? Payload = null, string Expected = "");
