using AsyncJobs.Telemetry;
using Microsoft.Extensions.Logging;

namespace AsyncJobs.Working;

/// <summary>
/// Puts the ids of an attempt around what its method logs, with whichever provider. Loggers come from the services: where a method is the first that
/// asks for these, the scope waits in the method's flow, and each line takes it from there.
/// </summary>
/// <param name="loggers">The loggers; null while there are no services.</param>
/// <param name="ids">The ids.</param>
internal sealed class MethodLogScope(Func<ILoggerFactory?> loggers, InvocationScope ids) : IDisposable
{
    private static readonly AsyncLocal<MethodLogScope?> s_waiting = new();

    private IDisposable? _scope;

    /// <summary>The scope that waits in this flow; null where it has begun, and outside of methods.</summary>
    public static MethodLogScope? Waiting => s_waiting.Value;

    /// <summary>Begins the scope in the calling flow, before the method is called: what a method begins does not come back to its callers.</summary>
    public void Begin()
    {
        if (loggers() is { } factory)
            _scope = BeginIn(factory.CreateLogger(LoggedEvent.Worker));
        else
            s_waiting.Value = this;
    }

    /// <summary>Begins the scope for one line.</summary>
    /// <param name="logger">The logger that writes it.</param>
    public IDisposable? BeginIn(ILogger logger) =>
        logger.BeginScope(new JobLogScope(ids.JobName, ids.JobId, ids.Attempt, ids.CorrelationId, ids.RequestId));

    public void Dispose() => _scope?.Dispose();
}
