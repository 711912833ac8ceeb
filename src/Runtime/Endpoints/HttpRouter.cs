using AsyncJobs.Events;
using AsyncJobs.Jobs;

namespace AsyncJobs.Endpoints;

/// <summary>Finds the endpoint of a request where no gateway has done so.</summary>
internal static class HttpRouter
{
    /// <summary>Finds the endpoint, or the methods that the path would take.</summary>
    /// <param name="request">The request.</param>
    /// <param name="jobs">The application's jobs.</param>
    /// <param name="retriesJobs">Whether requests can run jobs again.</param>
    public static (HttpEndpoint Endpoint, JobDefinition? Job, string? Allow) Find(
        HttpEvent request, IReadOnlyList<JobDefinition> jobs, bool retriesJobs)
    {
        JobDefinition? best = null;
        SortedSet<string>? allowed = null;
        foreach (JobDefinition job in jobs)
        {
            if (job.Route is not { } route || !request.MatchesPath(route))
                continue;

            if (route.Method != request.Method)
                (allowed ??= new(StringComparer.Ordinal)).Add(route.Method);
            else if (best is null || route.PlaceholderCount < best.Route!.PlaceholderCount)
                best = job;
        }

        if (best is not null)
            return (HttpEndpoint.Accept, best, null);
        if (request.MatchesPath(JobLocation.Route))
            return (HttpEndpoint.Status, null, null);
        if (retriesJobs && request.MatchesPath(RetryEndpoint.Route))
            return (HttpEndpoint.Retry, null, null);
        return (HttpEndpoint.None, null, allowed is null ? null : string.Join(", ", allowed));
    }
}
