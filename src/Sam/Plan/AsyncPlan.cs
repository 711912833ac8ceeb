using AsyncJobs.Sam.Manifest;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Plan;

/// <summary>How Lambda treats the events of a worker.</summary>
internal static class AsyncPlan
{
    public static int MaximumRetryAttempts(JobManifest job) => Math.Clamp(job.MaxAttempts, JobRanges.LeastMaxAttempts, JobRanges.MostMaxAttempts) - 1;
}
