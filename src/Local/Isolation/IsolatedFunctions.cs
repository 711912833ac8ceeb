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
    private readonly Dictionary<string, IsolatedFunction> _functions;

    public IsolatedFunctions(
        JobApp app,
        LocalOptions options,
        ProgramStart program,
        FunctionEnvironment environment,
        FaultPlan faults,
        LocalJobLog log,
        TimeProvider time)
    {
        _functions = Of(app).ToDictionary(
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

    public ILocalFunction Http => _functions["http"];

    public ILocalFunction Status => _functions["status"];

    public ILocalFunction Settle => _functions["settle"];

    public ILocalFunction Accept(JobDefinition job) => _functions[AcceptName(job)];

    public ILocalFunction Work(JobDefinition job) => _functions[WorkName(job)];

    public async ValueTask DisposeAsync() =>
        await Task.WhenAll(_functions.Values.Select(function => function.DisposeAsync().AsTask())).ConfigureAwait(false);

    /// <summary>The functions that a deployment of the application has, and the one for all requests.</summary>
    internal static IReadOnlyList<FunctionSettings> Of(JobApp app) =>
    [
        new("http", DeployedFunction.Http(app.Jobs.Select(static job => job.Name)), PlatformLimits.HttpTimeout, PlatformLimits.MemorySize),
        new("status", StatusOf(app), PlatformLimits.HttpTimeout, PlatformLimits.MemorySize),
        new("settle", DeployedFunction.Settle, PlatformLimits.SettleTimeout, PlatformLimits.MemorySize),
        .. app.Jobs.Select(static job => new FunctionSettings(
            AcceptName(job), DeployedFunction.Accept(job.Name), PlatformLimits.HttpTimeout, PlatformLimits.MemorySize)),
        .. app.Jobs.Select(static job => new FunctionSettings(
            WorkName(job), WorkerOf(job), TimeSpan.FromSeconds(job.TimeoutSeconds), job.MemorySize)),
    ];

    private static DeployedFunction StatusOf(JobApp app) =>
        DeployedFunction.Status([.. app.Jobs.Where(static job => job.KeepInput).Select(static job => job.Name)]);

    private static string AcceptName(JobDefinition job) => "accept-" + job.Name;

    private static string WorkName(JobDefinition job) => FunctionSettings.WorkerOf(job.Name);

    // Whether a job goes on in other invocations makes no difference here: its worker knows itself.
    private static DeployedFunction WorkerOf(JobDefinition job) => DeployedFunction.Worker(job.Name, hasState: false, job.Starts);
}
