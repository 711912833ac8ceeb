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

    /// <summary>What is wrong with a request that no route takes, if it was to start a job so.</summary>
    /// <param name="encodedPath">Its path.</param>
    /// <param name="routes">The routes.</param>
    /// <returns>Null where it was not, or no job can be started so.</returns>
    public static string? Fault(string encodedPath, IEnumerable<GatewayRoute> routes)
    {
        if (!encodedPath.StartsWith(Path, StringComparison.Ordinal))
            return null;

        string[] starts = [.. routes.Select(route => route.Key).Where(key => key.StartsWith("POST " + Path, StringComparison.Ordinal))];
        return starts is [] ? null : $"No job is started so. These are: {string.Join(", ", starts)}. A job that has a route is started by it.";
    }
}
