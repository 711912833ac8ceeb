namespace AsyncJobs.EndToEnd.App;

/// <summary>A part of a file of orders.</summary>
public sealed record OrderChunk(string[] Lines);
