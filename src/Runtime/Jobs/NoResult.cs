namespace AsyncJobs.Jobs;

/// <summary>The result type of a job method that returns nothing: the status document's <c>result</c> is null.</summary>
public readonly struct NoResult;
