namespace AsyncJobs;

/// <summary>A step of a fallback chain that did not answer.</summary>
/// <param name="Step">Its name.</param>
/// <param name="Reason">Why it did not.</param>
/// <param name="Exception">What it ended with; a <see cref="BudgetExceededException"/> where its time was the reason.</param>
public readonly record struct FallbackMiss(string Step, FallbackReason Reason, Exception Exception);
