using AsyncJobs.Sam.Manifest;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Plan;

/// <summary>A Lambda function that the jobs need, whatever deploys it.</summary>
internal sealed record FunctionPlan
{
    /// <summary>What it is, whoever deploys it.</summary>
    public required DeployedFunction Deployed { get; init; }

    public FunctionRole Role => Deployed.Role;

    /// <summary>The job that it is for; null for the functions of the whole assembly.</summary>
    public JobManifest? Job { get; init; }

    /// <summary>Which of several functions of its kind it is, from 1.</summary>
    public int Number { get; init; } = 1;

    public required string Handler { get; init; }

    public required string Runtime { get; init; }

    public required int TimeoutSeconds { get; init; }

    public required int MemorySize { get; init; }

    /// <summary>What it may do with the table: the calls that the runtime makes in this role, and no other.</summary>
    public required IReadOnlyList<string> TableActions { get; init; }

    /// <summary>The index of the table that it may query; null for none.</summary>
    public string? QueriedIndex { get; init; }

    /// <summary>The requests that it answers.</summary>
    public IReadOnlyList<RoutePlan> Routes { get; init; } = [];

    /// <summary>Whether it runs on Lambda Managed Instances.</summary>
    public bool IsManaged => Role is FunctionRole.Work && CapacityProviderValue.IsNeededFor(TimeoutSeconds);

    /// <summary>The <c>AuthType</c> of its URL, which streams; null for a function without one.</summary>
    public string? UrlAuthType { get; init; }

    /// <summary>Whether it is on a cycle of functions that invoke each other, or itself, which Lambda otherwise takes for a fault and ends.</summary>
    public bool IsOnCycle { get; init; }

    /// <summary>The function's name within the assembly: <c>summaries-accept</c>, <c>http</c>, <c>http-2</c>, <c>stream</c>.</summary>
    public string Key => Role is FunctionRole.Stream ? "stream"
        : Job is not null ? $"{Job.Name}-{(Role is FunctionRole.Accept ? "accept" : "work")}"
        : Number > 1 ? $"{Deployed.Handler}-{Number}"
        : Deployed.Handler;
}
