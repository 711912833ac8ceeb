using AsyncJobs.Http;
using AsyncJobs.Logging;
using AsyncJobs.Shared;

namespace AsyncJobs.Jobs;

/// <summary>Tells the operator of a caller whom an authorizer let in without saying who they are, and what to set.</summary>
internal static class UnknownOwner
{
    public static void Log(JobPlatform platform, JobOwner owner, string job, string? jobId, Invocation invocation)
    {
        string setting = platform.Owner is { } name ? $"is '{name}'" : "is not set";
        platform.Log.Write(new JobLogEntry(JobLogLevel.Warning, "job.owner-unknown")
        {
            Message = $"{owner.Fault} {OwnerValue.Variable} {setting}: set AsyncJobsOwner in the project, and {OwnerValue.Variable} on the functions with it, to the claim or the member of the "
                + $"authorizer's context that tells callers apart, or to '{OwnerValue.None}' where the authorizer tells nobody apart.",
            Job = job,
            JobId = jobId,
            RequestId = invocation.RequestId,
        });
    }
}
