using AsyncJobs.Sam.Manifest;

namespace AsyncJobs.Sam.Plan;

/// <summary>A Lambda function that the jobs need, whatever deploys it.</summary>
internal sealed record FunctionPlan
{
    public required FunctionRole Role { get; init; }

    /// <summary>The job that it is for; null for the functions of the whole assembly.</summary>
    public JobManifest? Job { get; init; }

    public required string Handler { get; init; }

    public required string Runtime { get; init; }

    /// <summary>The value of <c>ASYNCJOBS_HANDLER</c>.</summary>
    public required string HandlerName { get; init; }

    public required int TimeoutSeconds { get; init; }

    public required int MemorySize { get; init; }

    /// <summary>What it may do with the table: the calls that the runtime makes in this role, and no other.</summary>
    public required IReadOnlyList<string> TableActions { get; init; }

    /// <summary>The index of the table that it may query; null for none.</summary>
    public string? QueriedIndex { get; init; }

    /// <summary>The requests that it answers.</summary>
    public IReadOnlyList<RoutePlan> Routes { get; init; } = [];

    /// <summary>Whether it answers requests, and so asks whose a job is, and which page a browser shows.</summary>
    public bool AnswersRequests => Routes.Count > 0;

    /// <summary>Whether it starts jobs, or may: a worker does by code of its own.</summary>
    public bool MayStartJobs => Role is FunctionRole.Accept or FunctionRole.Work;

    /// <summary>Whether it hands events to the worker of its job.</summary>
    public bool InvokesWorker => Role is FunctionRole.Accept || Role is FunctionRole.Work && Job!.HasState;

    /// <summary>The function's name within the assembly: <c>summaries-accept</c>, <c>status</c>.</summary>
    public string Key => Job is null ? HandlerName : $"{Job.Name}-{(Role is FunctionRole.Accept ? "accept" : "work")}";
}
