using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Serilog;
using Serilog.Formatting.Compact;

namespace AsyncJobs.Telemetry.App;

/// <summary>Registers what a test asks for by environment variables.</summary>
public static class Startup
{
    [JobServices(AtStart = true)]
    public static void Configure(IServiceCollection services)
    {
        AddLogs(services, Environment.GetEnvironmentVariable("TELEMETRY_LOGS"));
        if (Environment.GetEnvironmentVariable("TELEMETRY_RECEIVER") is { Length: > 0 } receiver)
            AddOpenTelemetry(services, new Uri(receiver));
    }

    private static void AddLogs(IServiceCollection services, string? kind)
    {
        switch (kind)
        {
            case "json":
                services.AddLogging(logging => logging.AddJsonConsole(console => console.IncludeScopes = true));
                break;
            case "serilog":
                Serilog.Core.Logger logger =
                    new LoggerConfiguration().Enrich.FromLogContext().WriteTo.Console(new CompactJsonFormatter()).CreateLogger();
                services.AddLogging(logging => logging.AddSerilog(logger, dispose: true));
                break;
            case "nobody":
                services.AddLogging();
                break;
            case "filtered":
                services.AddLogging(logging => logging.AddJsonConsole().AddFilter("AsyncJobs", LogLevel.None));
                break;
        }
    }

    private static void AddOpenTelemetry(IServiceCollection services, Uri receiver)
    {
        services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddSource(AsyncJobsTelemetry.Name).AddOtlpExporter(options => To(options, "v1/traces")))
            .WithMetrics(metrics => metrics.AddMeter(AsyncJobsTelemetry.Name).AddOtlpExporter(options => To(options, "v1/metrics")));
        services.AddSingleton<IInvocationEndHook, TelemetryFlush>();

        void To(OtlpExporterOptions options, string path)
        {
            options.Protocol = OtlpExportProtocol.HttpProtobuf;
            options.Endpoint = new Uri(receiver, path);
        }
    }
}
