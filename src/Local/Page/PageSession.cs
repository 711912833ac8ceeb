namespace AsyncJobs.Local.Page;

/// <summary>What the page asks for first.</summary>
internal sealed record PageSession
{
    /// <summary>What requests carry that change something.</summary>
    public required string Token { get; init; }

    /// <summary>Where the jobs are.</summary>
    public required string Place { get; init; }

    /// <summary>The version of AsyncJobs.</summary>
    public required string Version { get; init; }

    public required bool CanCancel { get; init; }

    public required bool CanRetry { get; init; }

    /// <summary>Why jobs can be neither cancelled nor run again.</summary>
    public string? WhyNot { get; init; }

    /// <summary>Whether log lines of jobs can be asked for.</summary>
    public required bool HasLog { get; init; }

    /// <summary>Where the OpenAPI document is.</summary>
    public string? OpenApi { get; init; }

    /// <summary>Where the API of the jobs is; null where this server has it itself.</summary>
    public string? Server { get; init; }

    /// <summary>What a list costs.</summary>
    public string? ListNote { get; init; }

    /// <summary>The jobs that can be started here.</summary>
    public IReadOnlyList<StartableJob> Jobs { get; init; } = [];
}
