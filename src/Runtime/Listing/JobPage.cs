using AsyncJobs.Storage;

namespace AsyncJobs.Listing;

/// <summary>A part of a list.</summary>
/// <param name="Jobs">The jobs, the newest first.</param>
/// <param name="Last">The key after which the list goes on; null where this was all.</param>
internal readonly record struct JobPage(IReadOnlyList<ListedRecord> Jobs, JobListKey? Last);
