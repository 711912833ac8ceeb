using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AsyncJobs.Telemetry;

/// <summary>Makes the loggers of an application that has no logging library, in which there is one provider.</summary>
internal sealed class JobLoggerFactory(JobLoggerProvider provider) : ILoggerFactory
{
    private readonly ConcurrentDictionary<string, ILogger> _loggers = new(StringComparer.Ordinal);

    public ILogger CreateLogger(string categoryName) =>
        _loggers.GetOrAdd(categoryName, static (category, provider) => provider.CreateLogger(category), provider);

    public void AddProvider(ILoggerProvider provider) => throw new InvalidOperationException(
        "This application registers no logging: call services.AddLogging of Microsoft.Extensions.Logging in the [JobServices] method, "
        + "and add providers there.");

    public void Dispose()
    {
        // The log is the platform's.
    }
}
