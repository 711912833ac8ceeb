using AsyncJobs.Local.Platform;

namespace AsyncJobs.Local.Page;

/// <summary>What the page has beyond the jobs.</summary>
internal sealed record PageSettings
{
    /// <summary>The log lines of jobs; null where nobody has them.</summary>
    public KeptLines? Log { get; init; }

    /// <summary>How often a job that somebody follows is looked at. Where the jobs are in a table on AWS, each look is a read.</summary>
    public TimeSpan LookPause { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The jobs that can be started by a request to this server.</summary>
    public IReadOnlyList<StartableJob> Jobs { get; init; } = [];

    /// <summary>The OpenAPI document of the jobs, UTF-8 JSON; null where there is none.</summary>
    public Func<ReadOnlyMemory<byte>>? OpenApi { get; init; }

    /// <summary>Where the API is that the document describes; null where this server has it itself.</summary>
    public Uri? Server { get; init; }

    /// <summary>The methods that the application itself takes at a path.</summary>
    public Func<string, IReadOnlyCollection<string>> MethodsOf { get; init; } = static _ => [];
}
