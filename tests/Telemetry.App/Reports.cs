using Microsoft.Extensions.Logging;

namespace AsyncJobs.Telemetry.App;

/// <summary>A job whose class takes a logger.</summary>
public sealed partial class Reports(ILogger<Reports> logger)
{
    public const int Lost = 1900;

    [AsyncJob("POST /reports/{year}", MaxAttempts = 2)]
    public async Task<int> Build(int year, CancellationToken cancellationToken)
    {
        using (logger.BeginScope(new Dictionary<string, object> { ["Region"] = "eu" }))
        {
            LogReading(year);
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }

        LogRead(year);
        return year != Lost ? year : throw new InvalidDataException("The year is\nnot kept.");
    }

    [LoggerMessage(LogLevel.Information, "Reading {Year}")]
    private partial void LogReading(int year);

    [LoggerMessage(LogLevel.Warning, "Read {Year}")]
    private partial void LogRead(int year);
}
