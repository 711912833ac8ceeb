namespace AsyncJobs.Local.Page;

/// <summary>A job that can be started from the page.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Start">The request that starts it.</param>
internal sealed record StartableJob(string Name, StartRequest Start);
