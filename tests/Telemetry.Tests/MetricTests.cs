using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using AsyncJobs.Telemetry.App;
using AsyncJobs.Testing;
using Xunit;

namespace AsyncJobs.Telemetry.Tests;

/// <summary>The metrics of jobs, as a listener in the process sees them.</summary>
[Collection("Jobs of this process")]
public sealed class MetricTests : IDisposable
{
    private readonly ConcurrentQueue<(Instrument Instrument, double Value, string Tags)> _measured = [];
    private readonly MeterListener _listener = new();

    public MetricTests()
    {
        _listener.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == AsyncJobsTelemetry.Name)
                listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    public void Dispose() => _listener.Dispose();

    [Fact]
    public async Task A_job_that_succeeds_is_measured_from_its_start_to_its_end()
    {
        await RunAsync(2026);

        const string job = "asyncjobs.job=reports";
        const string ended = job + ",asyncjobs.status=SUCCEEDED";
        Assert.Equal([(1, job)], Of("asyncjobs.jobs.started"));
        Assert.Equal([(1, ended)], Of("asyncjobs.jobs.finished"));
        Assert.Equal([(1, ended)], Of("asyncjobs.job.attempts"));
        Assert.Equal(ended, Assert.Single(Of("asyncjobs.job.duration")).Tags);
        Assert.Equal(job, Assert.Single(Of("asyncjobs.job.queue_time")).Tags);
        Assert.Equal(
            "messaging.system=asyncjobs,messaging.operation.name=work,messaging.operation.type=process,messaging.destination.name=reports",
            Assert.Single(Of("messaging.process.duration")).Tags);
        Assert.Empty(Of("asyncjobs.claims.refused"));
    }

    [Fact]
    public async Task A_job_that_fails_has_one_end_and_a_duration_for_each_attempt()
    {
        await RunAsync(Reports.Lost);

        Assert.Equal([(1, "asyncjobs.job=reports,asyncjobs.status=FAILED")], Of("asyncjobs.jobs.finished"));
        Assert.Equal([(2, "asyncjobs.job=reports,asyncjobs.status=FAILED")], Of("asyncjobs.job.attempts"));
        Assert.Equal(2, Of("messaging.process.duration").Length);
        Assert.All(Of("messaging.process.duration"), static one => Assert.EndsWith(",error.type=System.IO.InvalidDataException", one.Tags, StringComparison.Ordinal));
        Assert.True(Assert.Single(Of("asyncjobs.job.duration")).Value >= 60, "The wait for the second attempt is part of it.");
        Assert.Single(Of("asyncjobs.job.queue_time"));
    }

    [Fact]
    public async Task A_second_delivery_is_a_claim_that_was_refused()
    {
        await RunAsync(2026, static host => host.Faults.DuplicateEvents());

        Assert.Equal([(1, "asyncjobs.job=reports")], Of("asyncjobs.claims.refused"));
        Assert.Single(Of("asyncjobs.jobs.finished"));
    }

    [Fact]
    public async Task Every_histogram_has_boundaries_that_fit()
    {
        await RunAsync(2026);

        Instrument[] instruments = [.. _measured.Select(static one => one.Instrument).Distinct()];
        Assert.True(instruments.OfType<Histogram<double>>().Count() >= 3);
        Assert.All(
            instruments.OfType<Histogram<double>>().Where(static histogram => histogram.Name != "asyncjobs.call.duration"),
            static histogram => Assert.Equal("s", histogram.Advice?.HistogramBucketBoundaries is { Count: > 10 } ? histogram.Unit : "no boundaries"));
        Assert.All(instruments.OfType<Histogram<int>>(), static histogram => Assert.NotEmpty(histogram.Advice!.HistogramBucketBoundaries!));
    }

    private static async Task RunAsync(int year, Action<JobTestHost>? prepare = null)
    {
        await using JobTestHost host = JobTestHost.Create(AppJobs.Create());
        prepare?.Invoke(host);
        await host.RunToEndAsync(() => ReportsBuildJob.StartAsync(year));
    }

    private (double Value, string Tags)[] Of(string name) =>
        [.. _measured.Where(one => one.Instrument.Name == name).Select(static one => (one.Value, one.Tags))];

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        List<string> texts = [];
        foreach ((string name, object? tag) in tags)
            texts.Add($"{name}={tag}");
        _measured.Enqueue((instrument, value, string.Join(',', texts)));
    }
}
