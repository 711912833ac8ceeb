using AsyncJobs.Jobs;
using AsyncJobs.Local.CommandLine;
using AsyncJobs.Local.Functions;
using AsyncJobs.Local.Platform;
using AsyncJobs.Local.Queue;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.Isolation;

/// <summary>Every function in processes of its own: what runs here is what runs on Lambda.</summary>
internal sealed class IsolatedFunctions : ILocalFunctions
{
    private const string HttpName = "http";
    private const string StatusName = "status";
    private const string StreamName = "stream";

    private readonly Dictionary<string, IsolatedFunction> _functions;
    private readonly bool _isShared;

    public IsolatedFunctions(
        JobApp app,
        LocalOptions options,
        ProgramStart program,
        FunctionEnvironment environment,
        CallerSettings callers,
        FaultPlan faults,
        LocalJobLog log,
        TimeProvider time)
    {
        _isShared = LocalFunctionForm.IsShared(app);
        _functions = Of(app, _isShared, callers.Streams).ToDictionary(
            settings => settings.Name,
            settings => new IsolatedFunction(
                settings with { MemoryMegabytes = options.MemoryMegabytes ?? settings.MemoryMegabytes },
                options.Concurrency,
                program,
                environment,
                faults,
                log,
                time),
            StringComparer.Ordinal);
    }

    public ILocalFunction Http => _functions[HttpName];

    public ILocalFunction Status => _functions[_isShared ? HttpName : StatusName];

    public IStreamingFunction? Stream => _functions.GetValueOrDefault(StreamName);

    public ILocalFunction Settle => _functions["settle"];

    public ILocalFunction Accept(JobDefinition job) => _functions[_isShared && job.Route is not null ? HttpName : AcceptName(job)];

    public ILocalFunction Work(JobDefinition job) => _functions[WorkName(job)];

    public async ValueTask DisposeAsync() =>
        await Task.WhenAll(_functions.Values.Select(function => function.DisposeAsync().AsTask())).ConfigureAwait(false);

    /// <summary>
    /// The functions that a deployment of the application has, one for all requests, and those that start the jobs without a route: the page has
    /// requests for them.
    /// </summary>
    /// <param name="app">The application.</param>
    /// <param name="isShared">Whether its jobs share the function that answers requests.</param>
    /// <param name="streams">Whether GET of a job's URL streams.</param>
    internal static IReadOnlyList<FunctionSettings> Of(JobApp app, bool isShared, bool streams) =>
    [
        new(HttpName, HttpOf(app), PlatformLimits.HttpTimeout, PlatformLimits.MemorySize),
        .. isShared
            ? Array.Empty<FunctionSettings>()
            : [new(StatusName, DeployedFunction.Status(RetriedOf(app)), PlatformLimits.HttpTimeout, PlatformLimits.MemorySize)],
        .. streams
            ? [new(StreamName, DeployedFunction.Stream, PlatformLimits.StreamTimeout, PlatformLimits.MemorySize)]
            : Array.Empty<FunctionSettings>(),
        new("settle", DeployedFunction.Settle, PlatformLimits.SettleTimeout, PlatformLimits.MemorySize),
        .. app.Jobs.Where(job => !isShared || job.Route is null).Select(static job => new FunctionSettings(
            AcceptName(job), DeployedFunction.Accept(job.Name), PlatformLimits.HttpTimeout, PlatformLimits.MemorySize)),
        .. app.Jobs.Select(static job => new FunctionSettings(
            WorkName(job), WorkerOf(job), TimeSpan.FromSeconds(job.TimeoutSeconds), job.MemorySize)),
    ];

    private static DeployedFunction HttpOf(JobApp app) =>
        DeployedFunction.Http(
            [.. app.Jobs.Where(static job => job.Route is not null).Select(static job => job.Name)], RetriedOf(app), tellsOfJobs: true);

    private static string[] RetriedOf(JobApp app) => [.. app.Jobs.Where(static job => job.KeepInput).Select(static job => job.Name)];

    private static string AcceptName(JobDefinition job) => "accept-" + job.Name;

    private static string WorkName(JobDefinition job) => FunctionSettings.WorkerOf(job.Name);

    // Whether a job goes on in other invocations makes no difference here: its worker knows itself.
    private static DeployedFunction WorkerOf(JobDefinition job) => DeployedFunction.Worker(job.Name, hasState: false, job.Starts);
}
