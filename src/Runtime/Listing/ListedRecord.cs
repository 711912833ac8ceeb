using AsyncJobs.Lifecycle;

namespace AsyncJobs.Listing;

/// <summary>A job as a list shows it.</summary>
/// <param name="Key">Its place.</param>
/// <param name="Record">Its record, without state and result.</param>
/// <param name="IsLost">
/// Whether its worker has vanished, or none came for it, and nobody has written that down: who reads the job does, a list only says it.
/// </param>
internal readonly record struct ListedRecord(Storage.JobListKey Key, JobRecord Record, bool IsLost);
