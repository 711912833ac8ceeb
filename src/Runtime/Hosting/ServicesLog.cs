using AsyncJobs.Logging;
using AsyncJobs.Telemetry;

namespace AsyncJobs.Hosting;

/// <summary>
/// The log of an application whose platform has none of its own: the loggers of its services once they are made, else lines of JSON.
/// </summary>
internal sealed class ServicesLog(JobServices services, JobLog lines) : JobLog
{
    private LoggerLog? _loggers;

    public override void Write(in JobLogEntry entry) => (Loggers() ?? lines).Write(entry);

    private LoggerLog? Loggers() =>
        _loggers ?? (services.Built is { HasLoggers: true } built ? _loggers = new LoggerLog(built.Loggers, lines) : null);
}
