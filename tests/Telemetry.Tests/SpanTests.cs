using System.Collections.Concurrent;
using System.Diagnostics;
using AsyncJobs.Jobs;
using AsyncJobs.Telemetry.App;
using AsyncJobs.Testing;
using Xunit;

namespace AsyncJobs.Telemetry.Tests;

/// <summary>The spans of jobs, as a listener in the process sees them.</summary>
[Collection("Jobs of this process")]
public sealed class SpanTests
{
    [Fact]
    public async Task The_span_of_a_method_that_throws_says_what()
    {
        (JobSnapshot<int> job, Activity[] spans) = await RunAsync(Reports.Lost);

        Activity[] methods = [.. spans.Where(static span => span.OperationName == "method")];
        Assert.Equal((JobStatus.Failed, 2), (job.Status, methods.Length));
        Assert.All(methods, static method =>
        {
            Assert.Equal((ActivityStatusCode.Error, "The year is\nnot kept."), (method.Status, method.StatusDescription));
            Assert.Equal("System.IO.InvalidDataException", method.GetTagItem("error.type"));
            Dictionary<string, object?> said = new(Assert.Single(method.Events, static one => one.Name == "exception").Tags);
            Assert.Equal(("System.IO.InvalidDataException", "The year is\nnot kept."), (said["exception.type"], said["exception.message"]));
            Assert.Contains("Reports.Build", (string)said["exception.stacktrace"]!, StringComparison.Ordinal);
        });
        Assert.All(
            spans.Where(static span => span.OperationName == "work reports"),
            static work => Assert.Equal((ActivityStatusCode.Error, "System.IO.InvalidDataException"), (work.Status, work.GetTagItem("error.type"))));
    }

    [Fact]
    public async Task The_span_of_a_method_that_returns_has_no_error()
    {
        (_, Activity[] spans) = await RunAsync(2026);

        Activity method = Assert.Single(spans, static span => span.OperationName == "method");
        Assert.Equal((ActivityStatusCode.Unset, null), (method.Status, method.GetTagItem("error.type")));
        Assert.Empty(method.Events);
    }

    private static async Task<(JobSnapshot<int> Job, Activity[] Spans)> RunAsync(int year)
    {
        ConcurrentQueue<Activity> spans = [];
        using ActivityListener listener = new()
        {
            ShouldListenTo = static source => source.Name == AsyncJobsTelemetry.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        await using JobTestHost host = JobTestHost.Create(AppJobs.Create());

        // Other tests' jobs may run at the same time: those of this one are of one trace.
        using Activity root = new Activity("test").Start();
        JobSnapshot<int> job = await host.RunToEndAsync(() => ReportsBuildJob.StartAsync(year));
        return (job, [.. spans.Where(span => span.TraceId == root.TraceId)]);
    }
}
