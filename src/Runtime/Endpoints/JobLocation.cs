using AsyncJobs.Events;
using AsyncJobs.Http;
using AsyncJobs.Shared;

namespace AsyncJobs.Endpoints;

/// <summary>A job's URL as the client that started it can use it.</summary>
internal static class JobLocation
{
    public static readonly JobRoute Route = new("GET", JobPaths.Job);

    /// <summary>What it takes.</summary>
    public static readonly IReadOnlyList<string> Methods = ["GET", "DELETE"];

    /// <summary>
    /// Absolute below the public base URL where there is one; else a reference that keeps the stage or base path the client called.
    /// Where the event does not tell the base path, the reference is relative to the request's own path (RFC 9110, 10.2.2).
    /// </summary>
    /// <param name="id">The job's id.</param>
    /// <param name="request">What the client sent.</param>
    /// <param name="called">The route by which it came; null for a job without one, which only the local host starts by HTTP.</param>
    /// <param name="publicBaseUrl">Where the API is reached from outside; null where that is not known.</param>
    public static string Of(string id, HttpEvent request, JobRoute? called, Uri? publicBaseUrl)
    {
        if (publicBaseUrl is not null)
            return $"{publicBaseUrl.AbsoluteUri.TrimEnd('/')}/jobs/{id}";
        if (called is null)
            return $"/jobs/{id}";

        return request.BasePath(called.SegmentCount) is { } basePath
            ? $"{basePath}/jobs/{id}"
            : string.Concat(Enumerable.Repeat("../", called.SegmentCount - 1)) + $"jobs/{id}";
    }
}
