using AsyncJobs.EndToEnd.Tests.Jobs;

namespace AsyncJobs.EndToEnd.Tests.Isolation;

/// <summary>Jobs that are followed, with processes that stream by the Lambda Runtime API.</summary>
public sealed class IsolatedStreamingTests() : StreamingContract("--isolated");
