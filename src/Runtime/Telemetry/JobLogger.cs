using AsyncJobs.Logging;
using Microsoft.Extensions.Logging;

namespace AsyncJobs.Telemetry;

/// <summary>Writes what a logger is told into the application's log, with the ids of the job that it runs in.</summary>
internal sealed class JobLogger(string category, JobLoggerProvider provider) : ILogger
{
    private const string Template = "{OriginalFormat}";

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => provider.Scopes.Push(state);

    public bool IsEnabled(LogLevel logLevel) => logLevel >= provider.Least && logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;

        Collected collected = new();
        provider.Scopes.ForEachScope(static (scope, collected) => collected.Take(scope), collected);
        collected.Take(state);
        InvocationIds ids = provider.Ids();
        JobLogScope? own = collected.Own;
        provider.Log.Write(new JobLogEntry(LevelOf(logLevel), "")
        {
            Category = category,
            Message = formatter(state, exception),
            Values = collected.Values,
            Exception = exception,
            Job = ids.Job ?? own?.Job,
            JobId = ids.JobId ?? own?.JobId,
            Attempt = ids.Attempt > 0 ? ids.Attempt : own?.Attempt ?? 0,
            RequestId = ids.RequestId ?? own?.RequestId,
            CorrelationId = ids.CorrelationId ?? own?.CorrelationId,
            TraceId = ids.TraceId,
        });
    }

    private static JobLogLevel LevelOf(LogLevel level) => level switch
    {
        LogLevel.Trace => JobLogLevel.Trace,
        LogLevel.Debug => JobLogLevel.Debug,
        LogLevel.Information => JobLogLevel.Information,
        LogLevel.Warning => JobLogLevel.Warning,
        LogLevel.Error => JobLogLevel.Error,
        _ => JobLogLevel.Critical,
    };

    /// <summary>The values of a line and of the scopes around it; of one name, that of the innermost.</summary>
    private sealed class Collected
    {
        private List<KeyValuePair<string, object?>>? _values;

        public JobLogScope? Own { get; private set; }

        public IReadOnlyList<KeyValuePair<string, object?>>? Values => _values;

        public void Take(object? state)
        {
            if (state is JobLogScope own)
                Own = own;
            else if (state is IEnumerable<KeyValuePair<string, object?>> values)
                TakeAll(values);
            else if (state is not null and not string)
                Set("scope", state.ToString());
        }

        private void TakeAll(IEnumerable<KeyValuePair<string, object?>> values)
        {
            foreach ((string name, object? value) in values)
            {
                if (name != Template)
                    Set(name, value);
            }
        }

        private void Set(string name, object? value)
        {
            _values ??= [];
            _values.RemoveAll(pair => pair.Key == name);
            _values.Add(new(name, value));
        }
    }
}
