using AsyncJobs.Logging;
using Microsoft.Extensions.Logging;

namespace AsyncJobs.Telemetry;

/// <summary>
/// The loggers of applications that register none: their lines go where the library's own go, by default as JSON to the standard output.
/// </summary>
/// <param name="log">The application's log.</param>
/// <param name="ids">The invocation that the calling code runs in.</param>
/// <param name="least">The least level that is written.</param>
internal sealed class JobLoggerProvider(Func<JobLog> log, Func<InvocationIds> ids, LogLevel least) : ILoggerProvider, ISupportExternalScope
{
    public IExternalScopeProvider Scopes { get; private set; } = new LoggerExternalScopeProvider();

    public LogLevel Least { get; } = least;

    public JobLog Log => log();

    /// <summary>The level that a function's JSON logging asks for; that of the usual ones where it asks for none.</summary>
    public static LogLevel LeastOf(string? lambdaLevel) => lambdaLevel switch
    {
        "TRACE" => LogLevel.Trace,
        "DEBUG" => LogLevel.Debug,
        "WARN" => LogLevel.Warning,
        "ERROR" => LogLevel.Error,
        "FATAL" => LogLevel.Critical,
        _ => LogLevel.Information,
    };

    public InvocationIds Ids() => ids();

    public ILogger CreateLogger(string categoryName) => new JobLogger(categoryName, this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => Scopes = scopeProvider;

    public void Dispose()
    {
        // The log is the platform's.
    }
}
