using AsyncJobs.Jobs;
using AsyncJobs.Local.Platform;

namespace AsyncJobs.Local.Functions;

/// <summary>All functions in this process, where a debugger finds them.</summary>
/// <param name="app">The application.</param>
/// <param name="time">The clock.</param>
/// <param name="streams">Whether GET of a job's URL streams.</param>
internal sealed class InProcessFunctions(JobApp app, TimeProvider time, bool streams = false) : ILocalFunctions
{
    private readonly Dictionary<string, ILocalFunction> _workers = app.Jobs.ToDictionary(
        job => job.Name,
        job => (ILocalFunction)new InProcessFunction(
            (payload, invocation, reply) => app.WorkAsync(job, payload, invocation, reply), TimeSpan.FromSeconds(job.TimeoutSeconds), time),
        StringComparer.Ordinal);

    public ILocalFunction Http { get; } = new InProcessFunction(app.HttpAsync, PlatformLimits.HttpTimeout, time);

    public ILocalFunction Status { get; } = new InProcessFunction(app.StatusAsync, PlatformLimits.HttpTimeout, time);

    public IStreamingFunction? Stream { get; } = streams ? new InProcessFunction(app.StatusAsync, PlatformLimits.StreamTimeout, time) : null;

    public ILocalFunction Settle { get; } = new InProcessFunction(app.SettleAsync, PlatformLimits.SettleTimeout, time);

    public ILocalFunction Accept(JobDefinition job) =>
        new InProcessFunction((payload, invocation, reply) => app.AcceptAsync(job, payload, invocation, reply), PlatformLimits.HttpTimeout, time);

    public ILocalFunction Work(JobDefinition job) => _workers[job.Name];

    public ValueTask DisposeAsync() => default;
}
