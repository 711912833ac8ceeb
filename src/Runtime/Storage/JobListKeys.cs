namespace AsyncJobs.Storage;

/// <summary>Keys of a list, the newest job first.</summary>
/// <param name="Keys">The keys.</param>
/// <param name="HasMore">Whether others may come after them.</param>
internal readonly record struct JobListKeys(IReadOnlyList<JobListKey> Keys, bool HasMore);
