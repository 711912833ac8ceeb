using AsyncJobs.Http;
using AsyncJobs.Jobs;

namespace AsyncJobs.Local.Gateway;

/// <summary>
/// How a developer starts a job that has no route: by a request that exists on their machine alone. Simple parameters are in the query, and what is
/// left is the body. It passes the same guard as every other request, so that no page of another site can send it.
/// </summary>
internal static class LocalStart
{
    private const string Path = "/_local/jobs/";

    /// <summary>The route by which requests start the job on this machine.</summary>
    public static JobRoute RouteOf(JobDefinition job) => job.Route ?? new JobRoute("POST", Path + job.Name);
}
