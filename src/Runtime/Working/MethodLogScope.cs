using AsyncJobs.Telemetry;
using Microsoft.Extensions.Logging;

namespace AsyncJobs.Working;

/// <summary>
/// Puts the ids of an attempt around what its method logs, with whichever provider. Loggers come from the services: where those are made by the
/// method's first request for one, the scope begins there.
/// </summary>
/// <param name="loggers">The loggers; null while there are no services.</param>
/// <param name="ids">The ids.</param>
internal sealed class MethodLogScope(Func<ILoggerFactory?> loggers, InvocationScope ids) : IDisposable
{
    private IDisposable? _scope;

    /// <summary>Begins the scope, if there are loggers and it has not begun.</summary>
    public void Begin()
    {
        if (_scope is null && loggers() is { } factory)
        {
            _scope = factory.CreateLogger(LoggedEvent.Worker).BeginScope(
                new JobLogScope(ids.JobName, ids.JobId, ids.Attempt, ids.CorrelationId, ids.RequestId));
        }
    }

    public void Dispose() => _scope?.Dispose();
}
