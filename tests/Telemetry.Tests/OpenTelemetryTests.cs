using AsyncJobs.Telemetry.App;
using Xunit;

namespace AsyncJobs.Telemetry.Tests;

/// <summary>OpenTelemetry's own SDK and exporter in the processes of functions.</summary>
public sealed class OpenTelemetryTests
{
    // By themselves they would send after ten minutes: what arrives before, the end of an invocation has sent.
    private const string NoSpansByThemselves = "OTEL_BSP_SCHEDULE_DELAY=600000";
    private const string NoMetricsByThemselves = "OTEL_METRIC_EXPORT_INTERVAL=600000";

    [Fact]
    public async Task What_an_invocation_did_is_sent_before_its_reply()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();
        await using TelemetryProgram program = await TelemetryProgram.StartAsync(
            NoSpansByThemselves, NoMetricsByThemselves, $"TELEMETRY_RECEIVER={receiver.Address}");

        await program.RunAsync(2026);

        // The caller of a request has its reply, so that its function has sent what it had.
        Assert.True(receiver.Has("/v1/traces", "accept reports"));
        Assert.True(receiver.Has("/v1/metrics", "asyncjobs.jobs.started"));
        await receiver.WaitForAsync("/v1/traces", "work reports", "method", "complete");
        await receiver.WaitForAsync("/v1/metrics", "asyncjobs.jobs.finished", "asyncjobs.job.duration", "asyncjobs.job.queue_time", "messaging.process.duration");
    }

    [Fact]
    public async Task Also_what_an_invocation_that_failed_did()
    {
        await using OtlpReceiver receiver = await OtlpReceiver.StartAsync();
        await using TelemetryProgram program = await TelemetryProgram.StartAsync(
            NoSpansByThemselves, NoMetricsByThemselves, $"TELEMETRY_RECEIVER={receiver.Address}");

        await program.RunAsync(Reports.Lost);

        await receiver.WaitForAsync("/v1/traces", "work reports", "exception.stacktrace", "System.IO.InvalidDataException");
    }

    [Fact]
    public async Task A_receiver_that_is_down_does_not_fail_a_job()
    {
        await using TelemetryProgram program = await TelemetryProgram.StartAsync(
            NoSpansByThemselves, NoMetricsByThemselves, "TELEMETRY_RECEIVER=http://127.0.0.1:1");

        Assert.Equal("SUCCEEDED", (string?)(await program.RunAsync(2026))["status"]);
    }
}
