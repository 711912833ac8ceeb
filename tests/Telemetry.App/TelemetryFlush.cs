using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace AsyncJobs.Telemetry.App;

/// <summary>Sends what was traced and measured before the process is frozen.</summary>
public sealed class TelemetryFlush(TracerProvider tracer, MeterProvider meter) : IInvocationEndHook
{
    public async ValueTask OnInvocationEndAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        int milliseconds = (int)limit.TotalMilliseconds;
        await Task.WhenAll(
            Task.Run(() => tracer.ForceFlush(milliseconds), cancellationToken),
            Task.Run(() => meter.ForceFlush(milliseconds), cancellationToken));
    }
}
