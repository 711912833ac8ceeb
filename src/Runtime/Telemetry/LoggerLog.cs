using System.Collections.Concurrent;
using AsyncJobs.Logging;
using AsyncJobs.Shared;
using Microsoft.Extensions.Logging;

namespace AsyncJobs.Telemetry;

/// <summary>
/// Hands the library's own lines to the loggers of an application. What alarms count is written as a line of JSON as well, in short, since metric
/// filters read the standard output alone; and what no logger takes is written there whole.
/// </summary>
/// <param name="loggers">The application's loggers.</param>
/// <param name="lines">Writes the lines of JSON.</param>
internal sealed class LoggerLog(ILoggerFactory loggers, JobLog lines) : JobLog
{
    private readonly ConcurrentDictionary<string, ILogger> _loggers = new(StringComparer.Ordinal);

    public override void Write(in JobLogEntry entry)
    {
        if (!TryLog(entry))
            lines.Write(entry);
        else if (AlarmEvents.Count(entry.Event, entry.Status?.ToWireName()))
            lines.Write(entry with
            {
                Message = "For the alarms, which count this line. The loggers of the application have it whole.",
                Exception = null,
            });
    }

    private bool TryLog(in JobLogEntry entry)
    {
        try
        {
            LoggedEvent happened = LoggedEvent.Of(entry.Event);
            ILogger logger = _loggers.GetOrAdd(happened.Category, static (category, loggers) => loggers.CreateLogger(category), loggers);

            // One that does not take the worst takes nothing: no provider is there, or a filter keeps the library's lines from all of them.
            if (!logger.IsEnabled(LogLevel.Critical))
                return false;

            logger.Log(LevelOf(entry.Level), happened.Id, new EntryState(entry), entry.Exception, static (state, _) => state.ToString());
            return true;
        }
        catch (Exception)
        {
            // A provider that fails, or is disposed of already, must neither fail a job nor lose the line.
            return false;
        }
    }

    private static LogLevel LevelOf(JobLogLevel level) => level switch
    {
        JobLogLevel.Trace => LogLevel.Trace,
        JobLogLevel.Debug => LogLevel.Debug,
        JobLogLevel.Information => LogLevel.Information,
        JobLogLevel.Warning => LogLevel.Warning,
        JobLogLevel.Error => LogLevel.Error,
        _ => LogLevel.Critical,
    };
}
