using AsyncJobs.Local.Platform;
using Microsoft.AspNetCore.Http;

namespace AsyncJobs.Local.Page;

/// <summary>What the page has beyond the jobs.</summary>
internal sealed record PageSettings
{
    /// <summary>The log lines of jobs; null where nobody has them.</summary>
    public KeptLines? Log { get; init; }

    /// <summary>The jobs that can be started by a request to this server.</summary>
    public IReadOnlyList<StartableJob> Jobs { get; init; } = [];

    /// <summary>The OpenAPI document of the jobs, UTF-8 JSON; null where there is none.</summary>
    public Func<ReadOnlyMemory<byte>>? OpenApi { get; init; }

    /// <summary>Shows the reference of the jobs' API; null where there is none.</summary>
    public RequestDelegate? Reference { get; init; }

    /// <summary>Whether a request for the page's own path belongs to the application instead.</summary>
    public Predicate<HttpRequest> IsTaken { get; init; } = static _ => false;
}
