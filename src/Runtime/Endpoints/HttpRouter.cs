using AsyncJobs.Events;
using AsyncJobs.Jobs;

namespace AsyncJobs.Endpoints;

/// <summary>Finds the endpoint of a request where no gateway has done so.</summary>
internal static class HttpRouter
{
    /// <summary>Finds the endpoint, or the methods that the path would take.</summary>
    /// <param name="request">The request.</param>
    /// <param name="jobs">The application's jobs.</param>
    /// <param name="listsJobs">Whether callers may list their jobs.</param>
    /// <param name="retriesJobs">Whether requests can run jobs again.</param>
    public static (HttpEndpoint Endpoint, JobDefinition? Job, string? Allow) Find(
        HttpEvent request, IReadOnlyList<JobDefinition> jobs, bool listsJobs, bool retriesJobs)
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

        string? allow = allowed is null ? null : string.Join(", ", allowed);

        // As API Gateway has it: a path without placeholders comes before one that has them.
        if (listsJobs && request.MatchesPath(ListLocation.Route) && IsList(request, best))
            return (HttpEndpoint.List, null, allow);
        if (best is not null)
            return (HttpEndpoint.Accept, best, null);
        if (request.MatchesPath(JobLocation.Route))
            return (HttpEndpoint.Status, null, null);
        if (retriesJobs && request.MatchesPath(RetryEndpoint.Route))
            return (HttpEndpoint.Retry, null, null);
        return (HttpEndpoint.None, null, allow);
    }

    private static bool IsList(HttpEvent request, JobDefinition? best) =>
        best is null || (request.Method == ListLocation.Method && best.Route!.PlaceholderCount > 0);
}
