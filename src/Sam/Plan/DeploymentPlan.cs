using System.Text.RegularExpressions;
using AsyncJobs.Sam.Manifest;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Plan;

/// <summary>Every function that an assembly's jobs need.</summary>
internal sealed class DeploymentPlan
{
    /// <summary>The path of a job.</summary>
    public const string JobPath = "/jobs/{id}";

    // API Gateway waits no longer.
    private const int HttpTimeout = 30;

    private DeploymentPlan(AssemblyManifest assembly, IReadOnlyList<FunctionPlan> functions, PayloadPlan? payloads, QueuePlan? queue, string? warning)
    {
        Assembly = assembly;
        Functions = functions;
        Payloads = payloads;
        Queue = queue;
        Warning = warning;
    }

    public AssemblyManifest Assembly { get; }

    public IReadOnlyList<FunctionPlan> Functions { get; }

    /// <summary>The bucket of large inputs and results; null for none.</summary>
    public PayloadPlan? Payloads { get; }

    /// <summary>The queue of messages for settle; null for none.</summary>
    public QueuePlan? Queue { get; }

    /// <summary>What the application's settings are.</summary>
    public DeployedSettings Settings { get; private init; } = new();

    /// <summary>Which jobs start which.</summary>
    public StartGraph Starts { get; private init; } = StartGraph.Of([]);

    /// <summary>What is likely not meant; null for nothing.</summary>
    public string? Warning { get; }

    /// <exception cref="TemplateException">The assembly cannot run on Lambda, or an option is not what it has to be.</exception>
    public static DeploymentPlan Make(AssemblyManifest assembly, TemplateOptions options)
    {
        if (assembly.App is not { } app)
            return new DeploymentPlan(assembly, [], null, null, null);

        string runtime = LambdaRuntime.Of(assembly, options);
        string program = LambdaRuntime.IsCustom(runtime) ? "bootstrap" : assembly.Assembly;
        string? statusAuthorizer = StatusAuthorizer(assembly, options, out string? warning);
        string? owner = OwnerOf(assembly, options);
        bool allowsPurge = PurgeOf(assembly, options);
        StartGraph starts = StartGraph.Of(assembly.Jobs);
        List<FunctionPlan> functions = [.. assembly.Jobs.SelectMany(job => FunctionsOf(job, runtime, program, starts, options))];
        functions.Add(new FunctionPlan
        {
            Deployed = DeployedFunction.Status,
            Handler = app.StatusHandler ?? program,
            Runtime = runtime,
            TimeoutSeconds = HttpTimeout,
            MemorySize = JobDefaults.MemorySize,
            TableActions = allowsPurge
                ? ["dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:PutItem"]
                : ["dynamodb:GetItem", "dynamodb:UpdateItem"],
            Routes = [new RoutePlan("Get", "GET", JobPath, statusAuthorizer), new RoutePlan("Delete", "DELETE", JobPath, statusAuthorizer)],
        });
        functions.Add(new FunctionPlan
        {
            Deployed = DeployedFunction.Settle,
            Handler = app.SettleHandler ?? program,
            Runtime = runtime,
            TimeoutSeconds = DeploymentDefaults.SettleTimeoutSeconds,
            MemorySize = JobDefaults.MemorySize,
            TableActions = ["dynamodb:GetItem", "dynamodb:UpdateItem"],
        });
        string[] origins = CorsOriginsOf(assembly, options);
        LimitPlan limits = LimitPlan.Make(assembly, options, owner);
        return new DeploymentPlan(
            assembly,
            origins.Length == 0 ? functions : WithPreflights(functions),
            PayloadPlan.Make(assembly, options, allowsPurge),
            QueuePlan.Make(options),
            warning)
        {
            Starts = starts,
            Settings = new DeployedSettings
            {
                Owner = owner,
                AllowsPurge = allowsPurge,
                MostUnfinished = limits.MostUnfinished,
                MostStartsPerMinute = limits.MostStartsPerMinute,
                CorsOrigins = origins,
            },
        };
    }

    private static FunctionPlan[] FunctionsOf(JobManifest job, string runtime, string program, StartGraph starts, TemplateOptions options) =>
    [
        new()
        {
            Deployed = DeployedFunction.Accept(job.Name),
            Job = job,
            Handler = job.AcceptHandler ?? program,
            Runtime = runtime,
            TimeoutSeconds = HttpTimeout,
            MemorySize = JobDefaults.MemorySize,
            TableActions = ["dynamodb:PutItem", "dynamodb:GetItem", "dynamodb:DeleteItem", "dynamodb:UpdateItem"],
            Routes = [new RoutePlan("Start", job.HttpMethod, job.Path, job.Authorizer ?? options.Authorizer)],
        },
        new()
        {
            Deployed = DeployedFunction.Worker(job.Name, job.HasState, job.Starts),
            Job = job,
            IsOnCycle = starts.IsOnCycle(job.Name),
            Handler = job.WorkHandler ?? program,
            Runtime = runtime,
            TimeoutSeconds = job.TimeoutSeconds,
            MemorySize = job.MemorySize,
            TableActions = job.Starts.Count > 0
                ? ["dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:PutItem", "dynamodb:DeleteItem"]
                : ["dynamodb:GetItem", "dynamodb:UpdateItem"],
        },
    ];

    // One for each path, whatever its placeholders are called, and that of a job's URL is the status function's.
    private static List<FunctionPlan> WithPreflights(List<FunctionPlan> functions)
    {
        HashSet<string> paths = new(StringComparer.Ordinal);
        Dictionary<FunctionPlan, FunctionPlan> extended = [];
        foreach (FunctionPlan function in functions.OrderBy(function => function.Role is not FunctionRole.Status))
        {
            IEnumerable<RoutePlan> preflights = function.Routes
                .Where(route => paths.Add(Regex.Replace(route.Path, @"\{[^}]*\}", "{}")))
                .Select(route => RoutePlan.Preflight(route.Path));
            extended[function] = function with { Routes = [.. function.Routes, .. preflights] };
        }

        return functions.ConvertAll(function => extended[function]);
    }

    private static string[] CorsOriginsOf(AssemblyManifest assembly, TemplateOptions options)
    {
        string[] origins = OriginList.Split(options.CorsOrigins ?? assembly.Setting(ManifestNames.CorsOrigins) ?? "");
        return OriginList.Fault(origins) is { } fault
            ? throw new TemplateException(ErrorCodes.CommandLine, $"AsyncJobsCorsOrigins {fault}.")
            : origins;
    }

    private static string? OwnerOf(AssemblyManifest assembly, TemplateOptions options)
    {
        string? owner = options.Owner ?? assembly.Setting(ManifestNames.Owner);
        return owner is not null && OwnerValue.Fault(owner) is { } fault
            ? throw new TemplateException(ErrorCodes.CommandLine, $"AsyncJobsOwner {fault}.")
            : owner;
    }

    private static bool PurgeOf(AssemblyManifest assembly, TemplateOptions options) =>
        options.AllowsPurge ?? (assembly.Setting(ManifestNames.Purge) is { } built && SwitchValue.Parse("AsyncJobsPurge", built));

    // A job belongs to whom the authorizer of its start named, so its URL needs the same one.
    private static string? StatusAuthorizer(AssemblyManifest assembly, TemplateOptions options, out string? warning)
    {
        string?[] all = [.. assembly.Jobs.Select(job => job.Authorizer ?? options.Authorizer).Distinct()];
        string names = string.Join(", ", all.Select(name => name ?? "none"));
        warning = all.Length > 1 && options.Authorizer is null
            ? $"The jobs use several authorizers ({names}), but /jobs/{{id}} has one, so far none: callers cannot read the jobs that they own. "
                + "Set AsyncJobsAuthorizer to the authorizer of /jobs/{id}, one that knows the callers of all jobs."
            : null;
        return options.Authorizer ?? (all.Length == 1 ? all[0] : null);
    }
}
