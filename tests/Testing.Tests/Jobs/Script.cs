namespace AsyncJobs.Testing.Tests.Jobs;

/// <summary>What a test has the job do.</summary>
public delegate Task<string> Script(JobContext job, TimeProvider time);
