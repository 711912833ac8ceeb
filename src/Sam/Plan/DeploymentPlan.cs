using System.Text.RegularExpressions;
using AsyncJobs.Sam.Manifest;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Plan;

/// <summary>Every function that an assembly's jobs need.</summary>
internal sealed class DeploymentPlan
{
    // API Gateway waits no longer.
    private const int HttpTimeout = 30;

    /// <summary>What a function does with the table that starts jobs.</summary>
    public static IReadOnlyList<string> StartActions { get; } =
        ["dynamodb:PutItem", "dynamodb:GetItem", "dynamodb:DeleteItem", "dynamodb:UpdateItem"];

    private DeploymentPlan(AssemblyManifest assembly, IReadOnlyList<FunctionPlan> functions, PayloadPlan? payloads, QueuePlan? queue)
    {
        Assembly = assembly;
        Functions = functions;
        Payloads = payloads;
        Queue = queue;
    }

    public AssemblyManifest Assembly { get; }

    public IReadOnlyList<FunctionPlan> Functions { get; }

    /// <summary>The bucket of large inputs and results; null for none.</summary>
    public PayloadPlan? Payloads { get; }

    /// <summary>The queue of messages for settle; null for none.</summary>
    public QueuePlan? Queue { get; }

    /// <summary>What the application's settings are.</summary>
    public DeployedSettings Settings { get; private init; } = new();

    /// <summary>By which indexes jobs are listed.</summary>
    public ListPlan Lists { get; private init; }

    /// <summary>Which jobs start which.</summary>
    public StartGraph Starts { get; private init; } = StartGraph.Of([]);

    /// <summary>What is likely not meant, of the jobs alone.</summary>
    public IReadOnlyList<TemplateWarning> Warnings { get; private init; } = [];

    /// <summary>Whether any of the functions answers requests, so that there is an API.</summary>
    public bool HasRoutes => Functions.Any(function => function.Deployed.AnswersRequests);

    /// <exception cref="TemplateException">The assembly cannot run on Lambda, or an option is not what it has to be.</exception>
    public static DeploymentPlan Make(AssemblyManifest assembly, TemplateOptions options)
    {
        if (assembly.App is not { } app)
            return new DeploymentPlan(assembly, [], null, null);

        string runtime = LambdaRuntime.Of(assembly, options);
        string program = LambdaRuntime.IsCustom(runtime) ? "bootstrap" : assembly.Assembly;
        string? owner = OwnerOf(assembly, options);
        bool allowsPurge = PurgeOf(assembly, options);
        ListPlan lists = ListPlan.Make(assembly, options, owner);
        StartGraph starts = StartGraph.Of(assembly.Jobs);
        List<FunctionPlan> functions = [.. assembly.Jobs.SelectMany(job => FunctionsOf(job, runtime, program, starts, options))];
        if (HasStatus(assembly, options))
            functions.Add(Status(assembly, options, runtime, app.StatusHandler ?? program, allowsPurge, lists));
        functions.Add(new FunctionPlan
        {
            Deployed = DeployedFunction.Settle,
            Handler = app.SettleHandler ?? program,
            Runtime = runtime,
            TimeoutSeconds = DeploymentDefaults.SettleTimeoutSeconds,
            MemorySize = JobDefaults.MemorySize,
            TableActions = ["dynamodb:GetItem", "dynamodb:UpdateItem"],
        });
        CheckHandlers(functions, assembly);
        string[] origins = CorsOriginsOf(assembly, options);
        LimitPlan limits = LimitPlan.Make(assembly, options, owner);
        PayloadPlan? payloads = PayloadPlan.Make(assembly, options, allowsPurge);
        return new DeploymentPlan(
            assembly, origins.Length == 0 ? functions : WithPreflights(functions), payloads, QueuePlan.Make(options))
        {
            Warnings = [.. AuthorizersWarning(assembly, options), .. FilesWarning(assembly, options, payloads)],
            Lists = lists,
            Starts = starts,
            Settings = new DeployedSettings
            {
                Owner = owner,
                AllowsPurge = allowsPurge,
                ListsOwn = lists.OfOwners,
                ListsAll = lists.OfAll,
                MostUnfinished = limits.MostUnfinished,
                MostStartsPerMinute = limits.MostStartsPerMinute,
                CorsOrigins = origins,
            },
        };
    }

    // The pattern of https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html is [^\s]+.
    private static void CheckHandlers(IEnumerable<FunctionPlan> functions, AssemblyManifest assembly)
    {
        if (functions.FirstOrDefault(function => function.Handler.Any(char.IsWhiteSpace)) is { } refused)
        {
            throw new TemplateException(
                ErrorCodes.AssemblyName,
                $"Lambda refuses the handler \"{refused.Handler}\", since it takes none with white space. It has the name of the assembly: set "
                + $"<AssemblyName> to one without, such as {Regex.Replace(assembly.Assembly, @"\s+", "-")}.");
        }
    }

    // Without routes of jobs nobody outside has a job's id, and an API that only answers 404 is one more that anybody can call.
    private static bool HasStatus(AssemblyManifest assembly, TemplateOptions options)
    {
        bool? asked = options.HasStatus
            ?? (assembly.Setting(ManifestNames.Status) is { Length: > 0 } built ? SwitchValue.Parse("AsyncJobsStatus", built) : null);
        JobManifest? started = assembly.Jobs.FirstOrDefault(job => job.HasRoute);
        return asked is false && started is not null
            ? throw new TemplateException(
                ErrorCodes.NoStatus,
                $"AsyncJobsStatus is false, and the job '{started.Name}' has the route {started.HttpMethod} {started.Path}: who starts it is sent to "
                + $"{JobPaths.Job}. Remove AsyncJobsStatus, or the route.")
            : asked ?? started is not null;
    }

    private static FunctionPlan Status(
        AssemblyManifest assembly, TemplateOptions options, string runtime, string handler, bool allowsPurge, ListPlan lists)
    {
        string? authorizer = StatusAuthorizer(assembly, options);
        string[] retried = [.. assembly.Jobs.Where(job => job.KeepsInput).Select(job => job.Name)];
        return new FunctionPlan
        {
            Deployed = DeployedFunction.Status(retried),
            Handler = handler,
            Runtime = runtime,
            TimeoutSeconds = HttpTimeout,
            MemorySize = JobDefaults.MemorySize,
            TableActions =
            [
                "dynamodb:GetItem",
                "dynamodb:UpdateItem",
                .. allowsPurge || retried.Length > 0 ? ["dynamodb:DeleteItem", "dynamodb:PutItem"] : Array.Empty<string>(),
                .. lists.OfOwners ? ["dynamodb:BatchGetItem"] : Array.Empty<string>(),
            ],
            QueriedIndex = lists.OfOwners ? TableNames.OwnerIndex : null,
            Routes = StatusRoutes(authorizer, lists, retried.Length > 0),
        };
    }

    private static RoutePlan[] StatusRoutes(string? authorizer, ListPlan lists, bool retries) =>
    [
        new RoutePlan("Get", "GET", JobPaths.Job, authorizer),
        new RoutePlan("Delete", "DELETE", JobPaths.Job, authorizer),
        .. retries ? [new RoutePlan(RoutePlan.Retry, "POST", JobPaths.Retry, authorizer)] : Array.Empty<RoutePlan>(),
        .. lists.OfOwners ? [new RoutePlan(ListPlan.RouteName, ListPlan.Method, ListPlan.Path, authorizer)] : Array.Empty<RoutePlan>(),
    ];

    private static IEnumerable<FunctionPlan> FunctionsOf(
        JobManifest job, string runtime, string program, StartGraph starts, TemplateOptions options)
    {
        if (job.HasRoute)
        {
            yield return new FunctionPlan
            {
                Deployed = DeployedFunction.Accept(job.Name),
                Job = job,
                Handler = job.AcceptHandler ?? program,
                Runtime = runtime,
                TimeoutSeconds = HttpTimeout,
                MemorySize = JobDefaults.MemorySize,
                TableActions = StartActions,
                Routes = [new RoutePlan("Start", job.HttpMethod!, job.Path!, job.Authorizer ?? options.Authorizer)],
            };
        }

        yield return new FunctionPlan
        {
            Deployed = DeployedFunction.Worker(job.Name, job.HasState, job.Starts),
            Job = job,
            IsOnCycle = starts.IsOnCycle(job.Name),
            Handler = job.WorkHandler ?? program,
            Runtime = runtime,
            TimeoutSeconds = job.TimeoutSeconds,
            MemorySize = job.MemorySize,
            TableActions = job.Starts.Count > 0 ? StartActions : ["dynamodb:GetItem", "dynamodb:UpdateItem"],
        };
    }

    // One for each path, whatever its placeholders are called, and that of a job's URL is the status function's.
    private static List<FunctionPlan> WithPreflights(List<FunctionPlan> functions)
    {
        HashSet<string> paths = new(StringComparer.Ordinal);
        Dictionary<FunctionPlan, FunctionPlan> extended = [];
        foreach (FunctionPlan function in functions.OrderBy(function => function.Role is not FunctionRole.Status))
        {
            IEnumerable<RoutePlan> preflights = function.Routes
                .Where(route => paths.Add(Regex.Replace(route.Path, @"\{[^}]*\}", "{}")))
                .Select(RoutePlan.Preflight);
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
    private static string? StatusAuthorizer(AssemblyManifest assembly, TemplateOptions options) =>
        options.Authorizer ?? (AuthorizersOf(assembly, options) is [var only] ? only : null);

    private static IEnumerable<TemplateWarning> AuthorizersWarning(AssemblyManifest assembly, TemplateOptions options)
    {
        string?[] all = AuthorizersOf(assembly, options);
        if (all.Length < 2 || options.Authorizer is not null)
            yield break;

        string names = string.Join(", ", all.Select(name => name ?? "none"));
        yield return new TemplateWarning(
            ErrorCodes.Authorizers,
            $"The jobs use several authorizers ({names}), but {JobPaths.Job} has one, so far none: callers cannot read the jobs that they own. "
            + $"Set AsyncJobsAuthorizer to the authorizer of {JobPaths.Job}, one that knows the callers of all jobs.");
    }

    private static string?[] AuthorizersOf(AssemblyManifest assembly, TemplateOptions options) =>
        [.. assembly.Jobs.Where(job => job.HasRoute).Select(job => job.Authorizer ?? options.Authorizer).Distinct()];

    // Whoever says that there is no bucket keeps files elsewhere.
    private static IEnumerable<TemplateWarning> FilesWarning(AssemblyManifest assembly, TemplateOptions options, PayloadPlan? payloads)
    {
        if (payloads is null && options.PayloadBucket is null && assembly.Jobs.FirstOrDefault(job => job.ReturnsFile) is { } job)
        {
            yield return new TemplateWarning(
                ErrorCodes.FileWithoutBucket,
                $"The job '{job.Name}' returns a file, and there is no bucket for it, so that each of its jobs fails: add the package AsyncJobs.S3 "
                + "and services.AddS3Payloads(), or set AsyncJobsPayloadBucket to false if a store of your own keeps files.");
        }
    }
}
