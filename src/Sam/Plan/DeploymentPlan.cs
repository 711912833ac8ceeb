using AsyncJobs.Sam.Manifest;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Plan;

/// <summary>Every function that an assembly's jobs need.</summary>
internal sealed record DeploymentPlan
{
    private readonly FunctionPlans? _plans;

    private DeploymentPlan(AssemblyManifest assembly, FunctionPlans? plans, bool hasStatus, PayloadPlan? payloads, QueuePlan? queue)
    {
        Assembly = assembly;
        _plans = plans;
        Functions = plans?.Make(hasStatus) ?? [];
        Payloads = payloads;
        Queue = queue;
    }

    public AssemblyManifest Assembly { get; }

    public IReadOnlyList<FunctionPlan> Functions { get; init; }

    /// <summary>The bucket of large inputs and results; null for none.</summary>
    public PayloadPlan? Payloads { get; }

    /// <summary>The queue of messages for settle; null for none.</summary>
    public QueuePlan? Queue { get; }

    /// <summary>The user's own key on what is stored; null for keys of AWS.</summary>
    public KeyPlan? Key { get; private init; }

    /// <summary>The capacity provider of workers that need more time than Lambda's own; null for none.</summary>
    public ArnOption? CapacityProvider { get; private init; }

    /// <summary>What the application's settings are.</summary>
    public DeployedSettings Settings { get; private init; } = new();

    /// <summary>By which indexes jobs are listed.</summary>
    public ListPlan Lists { get; private init; }

    /// <summary>How it is told how jobs go on.</summary>
    public StreamPlan Streaming { get; private init; }

    /// <summary>The callbacks; null where the build does not enable them.</summary>
    public CallbackPlan? Callbacks { get; private init; }

    /// <summary>Which jobs start which.</summary>
    public StartGraph Starts { get; private init; } = StartGraph.Of([]);

    /// <summary>What is likely not meant, of the jobs alone.</summary>
    public IReadOnlyList<TemplateWarning> Warnings { get; private init; } = [];

    /// <summary>Whether any of the functions answers requests, so that there is an API.</summary>
    public bool HasRoutes => Functions.Any(function => function.Deployed.AnswersRequests);

    /// <summary>What a function needs to sign callbacks; nothing for one that sends none.</summary>
    public IEnumerable<SecretPermission> SecretPermissionsOf(FunctionPlan function) =>
        Callbacks is not null && function.Deployed.SendsCallbacks(Settings) ? Callbacks.Permissions : [];

    /// <summary>What services do with the user's key in the name of a function.</summary>
    public IEnumerable<KeyPermission> KeyPermissionsOf(FunctionPlan function) => Key is null
        ? []
        : KeyPlan.PermissionsOf(
            Payloads?.PermissionsOf(function.Deployed) ?? [], Queue is null ? [] : QueuePlan.ActionsOf(function.Deployed, Settings));

    /// <summary>The same without the function that answers at the URLs of jobs: another application's does.</summary>
    public DeploymentPlan WithoutStatus() => this with { Functions = _plans!.Make(hasStatus: false) };

    /// <exception cref="TemplateException">The assembly cannot run on Lambda, or an option is not what it has to be.</exception>
    public static DeploymentPlan Make(AssemblyManifest assembly, TemplateOptions options)
    {
        if (assembly.App is not { } app)
            return new DeploymentPlan(assembly, null, hasStatus: false, null, null);

        string runtime = LambdaRuntime.Of(assembly, options);
        string? owner = OwnerOf(assembly, options);
        bool allowsPurge = PurgeOf(assembly, options);
        ListPlan lists = ListPlan.Make(assembly, options, owner);
        StartGraph starts = StartGraph.Of(assembly.Jobs);
        string[] origins = CorsOriginsOf(assembly, options);
        LimitPlan limits = LimitPlan.Make(assembly, options, owner);
        CallbackPlan? callbacks = CallbackPlan.Make(assembly, options);
        PayloadPlan? payloads = PayloadPlan.Make(assembly, options, allowsPurge, hasCallbacks: callbacks is not null);
        string? authorizer = StatusAuthorizer(assembly, options);
        StreamPlan streaming = StreamPlan.Make(assembly, app, options, authorizer);
        FunctionPlans plans = new(assembly, app, options, runtime)
        {
            AllowsPurge = allowsPurge,
            Lists = lists,
            HasCallbacks = callbacks is not null,
            Starts = starts,
            Streaming = streaming,
            StatusAuthorizer = authorizer,
            HasOrigins = origins.Length > 0,
        };
        return new DeploymentPlan(assembly, plans, HasStatus(assembly, options), payloads, QueuePlan.Make(options))
        {
            Warnings = [.. AuthorizersWarning(assembly, options), .. FilesWarning(assembly, options, payloads)],
            Key = KeyPlan.Make(options),
            CapacityProvider = CapacityPlan.Make(assembly, options),
            Lists = lists,
            Streaming = streaming,
            Callbacks = callbacks,
            Starts = starts,
            Settings = new DeployedSettings
            {
                Owner = owner,
                AllowsPurge = allowsPurge,
                ListsOwn = lists.OfOwners,
                ListsAll = lists.OfAll,
                MostUnfinished = limits.MostUnfinished,
                MostStartsPerMinute = limits.MostStartsPerMinute,
                MostStreams = limits.MostStreams,
                CallbackHosts = callbacks?.Hosts,
                WebhookSecret = callbacks?.SecretText,
                CorsOrigins = origins,
            },
        };
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
