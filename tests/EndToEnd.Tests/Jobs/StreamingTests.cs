namespace AsyncJobs.EndToEnd.Tests.Jobs;

/// <summary>Jobs that are followed, with all functions in one process.</summary>
public sealed class StreamingTests() : StreamingContract;
