using AsyncJobs.Jobs;
using AsyncJobs.Local.CommandLine;
using AsyncJobs.Local.Functions;
using AsyncJobs.Local.Platform;
using AsyncJobs.Local.Queue;

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
        List<FunctionSettings> all =
        [
            new("http", "http", PlatformLimits.HttpTimeout, PlatformLimits.MemorySize),
            new("status", "status", PlatformLimits.HttpTimeout, PlatformLimits.MemorySize),
            new("settle", FunctionSettings.SettleHandler, PlatformLimits.SettleTimeout, PlatformLimits.MemorySize),
            .. app.Jobs.Select(static job => new FunctionSettings(
                AcceptName(job), $"accept:{job.Name}", PlatformLimits.HttpTimeout, PlatformLimits.MemorySize)),
            .. app.Jobs.Select(static job => new FunctionSettings(
                WorkName(job), FunctionSettings.WorkHandlerPrefix + job.Name, TimeSpan.FromSeconds(job.TimeoutSeconds), job.MemorySize)),
        ];
        _functions = all.ToDictionary(
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

    private static string AcceptName(JobDefinition job) => "accept-" + job.Name;

    private static string WorkName(JobDefinition job) => FunctionSettings.WorkerPrefix + job.Name;
}
