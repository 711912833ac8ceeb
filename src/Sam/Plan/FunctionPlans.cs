using System.Text.RegularExpressions;
using AsyncJobs.Sam.Manifest;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Plan;

/// <summary>Makes the plans of an application's functions.</summary>
/// <param name="assembly">The jobs.</param>
/// <param name="app">What the jobs have in common.</param>
/// <param name="options">What the build asks for.</param>
/// <param name="runtime">Lambda's runtime.</param>
internal sealed class FunctionPlans(AssemblyManifest assembly, AppManifest app, TemplateOptions options, string runtime)
{
    // API Gateway waits no longer.
    private const int HttpTimeout = 30;

    private readonly string _program = LambdaRuntime.IsCustom(runtime) ? "bootstrap" : assembly.Assembly;
    private readonly string[] _retried = [.. assembly.Jobs.Where(job => job.KeepsInput).Select(job => job.Name)];

    /// <summary>What a function does with the table that starts jobs.</summary>
    public static IReadOnlyList<string> StartActions { get; } =
        ["dynamodb:PutItem", "dynamodb:GetItem", "dynamodb:DeleteItem", "dynamodb:UpdateItem"];

    /// <summary>Whether callers may remove their jobs.</summary>
    public required bool AllowsPurge { get; init; }

    /// <summary>By which indexes jobs are listed.</summary>
    public required ListPlan Lists { get; init; }

    /// <summary>Whether callbacks are enabled.</summary>
    public required bool HasCallbacks { get; init; }

    /// <summary>Which jobs start which.</summary>
    public required StartGraph Starts { get; init; }

    /// <summary>How it is told how jobs go on.</summary>
    public required StreamPlan Streaming { get; init; }

    /// <summary>The authorizer of the jobs' URLs; null for that of the API.</summary>
    public required string? StatusAuthorizer { get; init; }

    /// <summary>Whether pages of other origins call.</summary>
    public required bool HasOrigins { get; init; }

    // A function that all requests keep warm is there when one comes: docs/reference/performance.md has the figures.
    private bool IsShared =>
        options.SharesFunctions ?? (assembly.Setting(ManifestNames.Functions) is not { Length: > 0 } built || FunctionsChoice.Parse(built));

    /// <summary>Makes them, in the order in which they are written.</summary>
    /// <param name="hasStatus">Whether one of them answers at the URLs of jobs.</param>
    /// <exception cref="TemplateException">Lambda refuses the name of a handler.</exception>
    public IReadOnlyList<FunctionPlan> Make(bool hasStatus)
    {
        bool isShared = IsShared;
        List<FunctionPlan> functions = [];
        foreach (JobManifest job in assembly.Jobs)
        {
            if (job.HasRoute && !isShared)
                functions.Add(Accept(job));
            functions.Add(Worker(job));
        }

        if (isShared)
            functions.AddRange(OfRequests(hasStatus));
        else if (hasStatus)
            functions.Add(Status());
        if (hasStatus && Streaming.Form is not StreamForm.None)
            functions.Add(Stream());
        functions.Add(Settle());
        CheckHandlers(functions);
        return HasOrigins ? WithPreflights(functions) : functions;
    }

    private FunctionPlan Accept(JobManifest job) => new()
    {
        Deployed = DeployedFunction.Accept(job.Name),
        Job = job,
        Handler = job.AcceptHandler ?? _program,
        Runtime = runtime,
        TimeoutSeconds = HttpTimeout,
        MemorySize = JobDefaults.MemorySize,
        TableActions = StartActions,
        Routes = [StartOf(job)],
    };

    private FunctionPlan Worker(JobManifest job) => new()
    {
        Deployed = DeployedFunction.Worker(job.Name, job.HasState, job.Starts),
        Job = job,
        IsOnCycle = Starts.IsOnCycle(job.Name),
        Handler = job.WorkHandler ?? _program,
        Runtime = runtime,
        TimeoutSeconds = job.TimeoutSeconds,
        MemorySize = job.MemorySize,
        TableActions = job.Starts.Count > 0 ? StartActions : ["dynamodb:GetItem", "dynamodb:UpdateItem"],
    };

    private FunctionPlan Status() => new()
    {
        Deployed = DeployedFunction.Status(_retried),
        Handler = app.StatusHandler ?? _program,
        Runtime = runtime,
        TimeoutSeconds = HttpTimeout,
        MemorySize = JobDefaults.MemorySize,
        TableActions = StatusActions(),
        QueriedIndex = Lists.OfOwners ? TableNames.OwnerIndex : null,
        Routes = StatusRoutes(),
    };

    // Of its own: its invocations take as long as somebody listens, and every reply of it has the form that what streams takes.
    private FunctionPlan Stream() => new()
    {
        Deployed = DeployedFunction.Stream,
        Handler = _program,
        Runtime = runtime,
        TimeoutSeconds = DeploymentDefaults.StreamTimeoutSeconds,
        MemorySize = JobDefaults.MemorySize,
        TableActions = ["dynamodb:GetItem", "dynamodb:UpdateItem"],
        UrlAuthType = Streaming.UrlAuthType,
        Routes = Streaming.Form is StreamForm.Rest ? [GetOfJob() with { Streams = true }] : [],
    };

    private FunctionPlan Settle() => new()
    {
        Deployed = DeployedFunction.Settle,
        Handler = app.SettleHandler ?? _program,
        Runtime = runtime,
        TimeoutSeconds = DeploymentDefaults.SettleTimeoutSeconds,
        MemorySize = JobDefaults.MemorySize,
        TableActions = ["dynamodb:GetItem", "dynamodb:UpdateItem"],
    };

    private IEnumerable<FunctionPlan> OfRequests(bool hasStatus)
    {
        string[] shared = hasStatus ? [.. StatusRoutes().Select(route => route.Path)] : [];
        IReadOnlyList<IReadOnlyList<JobManifest>> groups = HttpGroups.Of(
            assembly.Jobs.Where(job => job.HasRoute), shared, routesOfPath: HasOrigins ? 2 : 1);
        for (int i = 0; i < groups.Count; i++)
        {
            bool tells = hasStatus && i == 0;
            if (tells || groups[i].Count > 0)
                yield return OfRequests(groups[i], tells) with { Number = i + 1 };
        }
    }

    private FunctionPlan OfRequests(IReadOnlyList<JobManifest> jobs, bool tellsOfJobs)
    {
        IReadOnlyList<string> started = jobs.Count > 0 ? StartActions : [];
        return new FunctionPlan
        {
            Deployed = DeployedFunction.Http([.. jobs.Select(job => job.Name)], tellsOfJobs ? _retried : [], tellsOfJobs),
            Handler = HttpHandler(),
            Runtime = runtime,
            TimeoutSeconds = HttpTimeout,
            MemorySize = JobDefaults.MemorySize,
            TableActions = tellsOfJobs ? [.. started.Union(StatusActions())] : started,
            QueriedIndex = tellsOfJobs && Lists.OfOwners ? TableNames.OwnerIndex : null,
            Routes = [.. jobs.Select(StartOf), .. tellsOfJobs ? StatusRoutes() : []],
        };
    }

    private string HttpHandler() => app switch
    {
        { HttpHandler: { } handler } => handler,
        { StatusHandler: null } => _program,
        _ => throw new TemplateException(
            ErrorCodes.Assembly,
            "The manifest of the jobs in the assembly names no handler for all requests: an older generator wrote it. "
            + $"Rebuild the project, or set {FunctionsValue.Property} to {FunctionsValue.PerJob}."),
    };

    private RoutePlan StartOf(JobManifest job) =>
        new(RoutePlan.Start, job.HttpMethod!, job.Path!, job.Authorizer ?? options.Authorizer) { Job = job.Name };

    private IReadOnlyList<string> StatusActions() =>
    [
        "dynamodb:GetItem",
        "dynamodb:UpdateItem",
        .. AllowsPurge || _retried.Length > 0 ? ["dynamodb:DeleteItem", "dynamodb:PutItem"] : Array.Empty<string>(),
        .. Lists.OfOwners ? ["dynamodb:BatchGetItem"] : Array.Empty<string>(),
    ];

    private RoutePlan[] StatusRoutes() =>
    [
        .. Streaming.Form is StreamForm.Rest ? Array.Empty<RoutePlan>() : [GetOfJob()],
        new RoutePlan("Delete", "DELETE", JobPaths.Job, StatusAuthorizer),
        .. _retried.Length > 0 ? [new RoutePlan(RoutePlan.Retry, "POST", JobPaths.Retry, StatusAuthorizer)] : Array.Empty<RoutePlan>(),
        .. HasCallbacks ? [new RoutePlan(RoutePlan.Callback, "POST", JobPaths.Callback, StatusAuthorizer)] : Array.Empty<RoutePlan>(),
        .. Lists.OfOwners ? [new RoutePlan(ListPlan.RouteName, ListPlan.Method, ListPlan.Path, StatusAuthorizer)] : Array.Empty<RoutePlan>(),
    ];

    private RoutePlan GetOfJob() => new("Get", "GET", JobPaths.Job, StatusAuthorizer);

    // One for each path, whatever its placeholders are called, and that of a job's URL belongs to who tells of the job.
    private static List<FunctionPlan> WithPreflights(List<FunctionPlan> functions)
    {
        HashSet<string> paths = new(StringComparer.Ordinal);
        Dictionary<FunctionPlan, FunctionPlan> extended = [];
        foreach (FunctionPlan function in functions.OrderBy(function => !function.Deployed.TellsOfJobs))
        {
            IEnumerable<RoutePlan> preflights = function.Routes
                .OrderBy(route => route.Job is not null)
                .Where(route => paths.Add(Regex.Replace(route.Path, @"\{[^}]*\}", "{}")))
                .Select(RoutePlan.Preflight);
            extended[function] = function with { Routes = [.. function.Routes, .. preflights] };
        }

        return functions.ConvertAll(function => extended[function]);
    }

    // The pattern of https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html is [^\s]+.
    private void CheckHandlers(IEnumerable<FunctionPlan> functions)
    {
        if (functions.FirstOrDefault(function => function.Handler.Any(char.IsWhiteSpace)) is { } refused)
        {
            throw new TemplateException(
                ErrorCodes.AssemblyName,
                $"Lambda refuses the handler \"{refused.Handler}\", since it takes none with white space. It has the name of the assembly: set "
                + $"<AssemblyName> to one without, such as {Regex.Replace(assembly.Assembly, @"\s+", "-")}.");
        }
    }
}
