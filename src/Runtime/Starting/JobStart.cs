using AsyncJobs.Lifecycle;

namespace AsyncJobs.Starting;

/// <summary>What starting a job came to.</summary>
/// <param name="Record">The job as it stands.</param>
/// <param name="Outcome">How it came to be.</param>
internal readonly record struct JobStart(JobRecord Record, JobStartOutcome Outcome);
