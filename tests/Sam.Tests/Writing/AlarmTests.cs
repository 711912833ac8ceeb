using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AsyncJobs.Sam.Documents;
using Xunit;

namespace AsyncJobs.Sam.Tests.Writing;

/// <summary>What the alarms watch.</summary>
public sealed partial class AlarmTests
{
    [Theory]
    [InlineData("SampleSummariesWorkerUndeliveredAlarm", "DestinationDeliveryFailures", "SampleSummariesWorker")]
    [InlineData("SampleSummariesWorkerThrottlesAlarm", "Throttles", "SampleSummariesWorker")]
    [InlineData("SampleSummariesAcceptThrottlesAlarm", "Throttles", "SampleSummariesAccept")]
    [InlineData("SampleJobSettleErrorsAlarm", "Errors", "SampleJobSettle")]
    [InlineData("SampleJobSettleThrottlesAlarm", "Throttles", "SampleJobSettle")]
    public void A_functions_own_metric_is_watched_by_its_name(string alarm, string metric, string function)
    {
        using Workbench bench = Workbench.PerJob();
        bench.Write([JobAssembly.Job()], "--alarms", "true");

        JsonObject properties = bench.Properties(alarm);
        Assert.Equal(("AWS/Lambda", metric), (properties["Namespace"]!.ToString(), properties["MetricName"]!.ToString()));
        Assert.Equal(
            ("FunctionName", function),
            (Assert.Single(properties["Dimensions"]!.AsArray())!["Name"]!.ToString(), properties["Dimensions"]![0]!["Value"]!["Ref"]!.ToString()));
        Assert.NotEmpty(properties["AlarmDescription"]!.ToString());
    }

    [Theory]
    [InlineData("SampleJobSettleLookFailedFilter", "job.look-failed", "looks.failed")]
    [InlineData("SampleJobSettleLostFilter", "job.lost", "jobs.lost")]
    [InlineData("SampleJobStatusLostFilter", "job.lost", "jobs.lost")]
    [InlineData("SampleSummariesWorkerLostFilter", "job.lost", "jobs.lost")]
    [InlineData("SampleSummariesAcceptLostFilter", "job.lost", "jobs.lost")]
    public void Lines_of_the_log_are_counted_where_they_are_written(string filter, string line, string metric)
    {
        using Workbench bench = Workbench.PerJob();
        bench.Write([JobAssembly.Job()], "--alarms", "true", "--max-unfinished", "3");

        JsonObject properties = bench.Properties(filter);
        Assert.Equal(filter.Replace(metric == "jobs.lost" ? "LostFilter" : "LookFailedFilter", "Logs", StringComparison.Ordinal), properties["LogGroupName"]!["Ref"]!.ToString());
        Assert.Contains($"\"{line}\"", properties["FilterPattern"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(metric, properties["MetricTransformations"]![0]!["MetricName"]!.ToString());
    }

    [Fact]
    public void Accept_reads_no_lost_job_where_owners_are_not_limited()
    {
        using Workbench bench = new();
        bench.Write([JobAssembly.Job()], "--alarms", "true");

        Assert.DoesNotContain(bench.Resources, static resource => resource.Key == "SampleSummariesAcceptLostFilter");
    }

    [Fact]
    public void What_is_counted_is_what_functions_write_wherever_their_log_goes()
    {
        using Workbench bench = new();
        bench.Write([JobAssembly.Job()], "--alarms", "true");

        string[] patterns =
        [
            .. bench.Resources.Select(static resource => resource.Value!).Where(static resource => (string?)resource["Type"] == "AWS::Logs::MetricFilter")
                .Select(static filter => (string)filter["Properties"]!["FilterPattern"]!).Distinct(),
        ];
        (string Event, string? Status)[] counted = [.. patterns.Select(static pattern =>
        {
            string[] texts = [.. Quoted().Matches(pattern).Select(static match => match.Groups[1].Value)];
            return (texts[0], texts.ElementAtOrDefault(1));
        })];

        Assert.Equal(5, counted.Length);
        Assert.All(counted, static one => Assert.True(IsWritten(one.Event, one.Status), $"{one} is counted, and not written."));
        Assert.False(IsWritten("job.finished", "SUCCEEDED"));
        Assert.False(IsWritten("job.accepted", null));
    }

    // Hidden from other assemblies, so that each has its own.
    private static bool IsWritten(string happened, string? status) =>
        (bool)typeof(TemplateDocument).Assembly.GetType("AsyncJobs.Shared.AlarmEvents", throwOnError: true)!.GetMethod("Count")!.Invoke(null, [happened, status])!;

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex Quoted();

    [Fact]
    public void A_look_that_fails_is_counted_also_where_its_line_names_no_job()
    {
        using Workbench bench = new();
        bench.Write([JobAssembly.Job()], "--alarms", "true");

        // CloudWatch does not count a line that lacks the value of a dimension.
        Assert.Null(bench.Properties("SampleJobSettleLookFailedFilter")["MetricTransformations"]![0]!["Dimensions"]);
        JsonObject alarm = bench.Properties("SampleJobSettleLookFailedAlarm");
        Assert.Null(alarm["Dimensions"]);
        Assert.Equal(bench.Properties("SampleJobSettleLookFailedFilter")["MetricTransformations"]![0]!["MetricName"]!.ToString(), alarm["MetricName"]!.ToString());
    }
}
