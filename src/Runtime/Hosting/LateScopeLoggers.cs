using AsyncJobs.Working;
using Microsoft.Extensions.Logging;

namespace AsyncJobs.Hosting;

/// <summary>
/// The application's loggers. In an invocation whose method was the first to ask for services, they put the ids of its attempt around each line,
/// since the scope of the method began without them.
/// </summary>
/// <param name="inner">The application's; the container disposes of them.</param>
internal sealed class LateScopeLoggers(ILoggerFactory inner) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new Logger(inner.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose()
    {
        // The container made the loggers, and disposes of them.
    }

    private sealed class Logger(ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            using IDisposable? scope = MethodLogScope.Waiting?.BeginIn(inner);
            inner.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
