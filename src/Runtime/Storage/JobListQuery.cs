namespace AsyncJobs.Storage;

/// <summary>Which keys of a list are asked for.</summary>
/// <param name="Part">Whose.</param>
/// <param name="Since">Those of jobs that were accepted then or later; null for all.</param>
/// <param name="After">Those that come after this one, so of older jobs; null for the newest.</param>
/// <param name="Most">How many, at most.</param>
internal readonly record struct JobListQuery(JobListPart Part, DateTimeOffset? Since, JobListKey? After, int Most);
