using AsyncJobs.Events;
using AsyncJobs.Http;
using AsyncJobs.Jobs;

namespace AsyncJobs.Endpoints;

/// <summary>Finds the endpoint of a request that may be for any.</summary>
internal static class HttpRouter
{
    /// <summary>Finds the endpoint, or the methods that the path would take.</summary>
    /// <remarks>
    /// The route by which API Gateway has led the request here decides, where it is one of the endpoints' own: its authorizer has let the caller in,
    /// and another route may have another one. A path can be read in several ways, and a custom domain puts more before it.
    /// </remarks>
    /// <param name="request">The request.</param>
    /// <param name="jobs">The application's jobs.</param>
    /// <param name="routes">The paths that are no job's own, where there are any.</param>
    public static (HttpEndpoint Endpoint, JobDefinition? Job, string? Allow) Find(
        HttpEvent request, JobList jobs, OptionalRoutes routes) =>
        Find(request, isLed: true, jobs, routes) is { IsKnown: true } led ? led.Found : Find(request, isLed: false, jobs, routes).Found;

    private static ((HttpEndpoint Endpoint, JobDefinition? Job, string? Allow) Found, bool IsKnown) Find(
        HttpEvent request, bool isLed, JobList jobs, OptionalRoutes routes)
    {
        JobOutline? best = null;
        SortedSet<string>? allowed = null;
        foreach (JobOutline job in jobs.Outlines)
        {
            if (job.Route is not { } route || !Matches(request, route, isLed))
                continue;

            if (route.Method != request.Method)
                (allowed ??= new(StringComparer.Ordinal)).Add(route.Method);
            else if (best is null || route.PlaceholderCount < best.Route!.PlaceholderCount)
                best = job;
        }

        string? allow = allowed is null ? null : string.Join(", ", allowed);

        // As API Gateway has it: a path without placeholders comes before one that has them.
        if (routes.ListsJobs && Matches(request, ListLocation.Route, isLed) && IsList(request, best))
            return ((HttpEndpoint.List, null, allow), true);
        if (best is not null)
            return ((HttpEndpoint.Accept, jobs.Find(best.Name), null), true);
        if (Matches(request, JobLocation.Route, isLed))
            return ((HttpEndpoint.Status, null, null), true);
        if (routes.RetriesJobs && Matches(request, RetryEndpoint.Route, isLed))
            return ((HttpEndpoint.Retry, null, null), true);
        if (routes.RedeliversCallbacks && Matches(request, RedeliveryEndpoint.Route, isLed))
            return ((HttpEndpoint.Redeliver, null, null), true);
        return ((HttpEndpoint.None, null, allow), allow is not null);
    }

    private static bool Matches(HttpEvent request, JobRoute route, bool isLed) => isLed ? request.IsLedBy(route) : request.MatchesPath(route);

    private static bool IsList(HttpEvent request, JobOutline? best) =>
        best is null || (request.Method == ListLocation.Method && best.Route!.PlaceholderCount > 0);
}
