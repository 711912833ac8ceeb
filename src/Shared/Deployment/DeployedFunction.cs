using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>A function of the jobs, as far as its variables and permissions depend on it.</summary>
/// <param name="Role">What it does.</param>
/// <param name="Job">The name of its job; null for the functions of the whole assembly.</param>
/// <param name="Invokes">The jobs whose workers it hands events to, in an order of their own.</param>
/// <param name="StartsJobs">Whether it starts jobs, and does not only go on with its own.</param>
[Embedded]
internal sealed record DeployedFunction(FunctionRole Role, string? Job, IReadOnlyList<string> Invokes, bool StartsJobs)
{
    /// <summary>The settle function.</summary>
    public static DeployedFunction Settle { get; } = new(FunctionRole.Settle, null, [], StartsJobs: false);

    /// <summary>The function that streams how jobs go on. Who asks there for a document gets one.</summary>
    public static DeployedFunction Stream { get; } = new(FunctionRole.Stream, null, [], StartsJobs: false);

    /// <summary>Whether requests that start jobs come to it.</summary>
    public bool AcceptsJobs { get; private init; }

    /// <summary>Whether it tells of jobs and cancels them, for callers and for operators.</summary>
    public bool TellsOfJobs { get; private init; }

    /// <summary>Whether it runs jobs again.</summary>
    public bool RetriesJobs { get; private init; }

    /// <summary>Whether it answers requests, and so asks whose a job is, and which page a browser shows.</summary>
    public bool AnswersRequests => Role is FunctionRole.Accept or FunctionRole.Status or FunctionRole.Stream or FunctionRole.Http;

    /// <summary>
    /// Whether it sends callbacks: of jobs that it runs, ends or finds lost. Who streams finds lost ones, and so does accept with limits.
    /// </summary>
    public bool SendsCallbacks(DeployedSettings settings) => settings.HasCallbacks && (TellsOfJobs
        || Role is FunctionRole.Work or FunctionRole.Settle or FunctionRole.Stream || (AcceptsJobs && settings.HasLimits));

    /// <summary>Whether it sends messages to settle's queue: about jobs in trouble, and about the callbacks that it sends.</summary>
    public bool SendsMessages(DeployedSettings settings) => Role is FunctionRole.Work or FunctionRole.Settle || SendsCallbacks(settings);

    /// <summary>The value of its <see cref="JobVariables.Handler"/>.</summary>
    public string Handler => Role switch
    {
        FunctionRole.Accept => $"accept:{Job}",
        FunctionRole.Work => $"work:{Job}",
        FunctionRole.Status or FunctionRole.Stream => "status",
        FunctionRole.Settle => "settle",
        _ => "http",
    };

    /// <summary>The status function.</summary>
    /// <param name="retried">The jobs that it runs again.</param>
    public static DeployedFunction Status(IReadOnlyList<string> retried) =>
        new(FunctionRole.Status, null, retried, StartsJobs: retried.Count > 0) { TellsOfJobs = true, RetriesJobs = retried.Count > 0 };

    /// <summary>A function that answers requests of several kinds.</summary>
    /// <param name="accepted">The jobs that requests to it start.</param>
    /// <param name="retried">The jobs that it runs again.</param>
    /// <param name="tellsOfJobs">Whether it answers at the URLs of jobs.</param>
    public static DeployedFunction Http(IReadOnlyCollection<string> accepted, IReadOnlyCollection<string> retried, bool tellsOfJobs) => new(
        FunctionRole.Http,
        null,
        [.. accepted.Union(retried).Order(StringComparer.Ordinal)],
        StartsJobs: accepted.Count > 0 || retried.Count > 0)
    {
        AcceptsJobs = accepted.Count > 0,
        TellsOfJobs = tellsOfJobs,
        RetriesJobs = retried.Count > 0,
    };

    /// <summary>The function that answers the request which starts a job.</summary>
    public static DeployedFunction Accept(string job) => new(FunctionRole.Accept, job, [job], StartsJobs: true) { AcceptsJobs = true };

    /// <summary>The function that runs a job's method.</summary>
    /// <param name="job">The job's name.</param>
    /// <param name="hasState">Whether it goes on in other invocations, for which it invokes itself.</param>
    /// <param name="starts">The jobs that its <c>Starts</c> names.</param>
    public static DeployedFunction Worker(string job, bool hasState, IReadOnlyList<string> starts)
    {
        SortedSet<string> invoked = new(starts, StringComparer.Ordinal);
        if (hasState)
            invoked.Add(job);
        return new DeployedFunction(FunctionRole.Work, job, [.. invoked], StartsJobs: starts.Count > 0);
    }
}
