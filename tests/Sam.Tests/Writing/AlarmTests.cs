using System.Text.Json.Nodes;
using Xunit;

namespace AsyncJobs.Sam.Tests.Writing;

/// <summary>What the alarms watch.</summary>
public sealed class AlarmTests
{
    [Theory]
    [InlineData("SampleSummariesWorkerUndeliveredAlarm", "DestinationDeliveryFailures", "SampleSummariesWorker")]
    [InlineData("SampleSummariesWorkerThrottlesAlarm", "Throttles", "SampleSummariesWorker")]
    [InlineData("SampleSummariesAcceptThrottlesAlarm", "Throttles", "SampleSummariesAccept")]
    [InlineData("SampleJobSettleErrorsAlarm", "Errors", "SampleJobSettle")]
    [InlineData("SampleJobSettleThrottlesAlarm", "Throttles", "SampleJobSettle")]
    public void A_functions_own_metric_is_watched_by_its_name(string alarm, string metric, string function)
    {
        using Workbench bench = new();
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
    public void Lines_of_the_log_are_counted_where_they_are_written(string filter, string line, string metric)
    {
        using Workbench bench = new();
        bench.Write([JobAssembly.Job()], "--alarms", "true");

        JsonObject properties = bench.Properties(filter);
        Assert.Equal(filter.Replace(metric == "jobs.lost" ? "LostFilter" : "LookFailedFilter", "Logs", StringComparison.Ordinal), properties["LogGroupName"]!["Ref"]!.ToString());
        Assert.Contains($"\"{line}\"", properties["FilterPattern"]!.ToString(), StringComparison.Ordinal);
        Assert.Equal(metric, properties["MetricTransformations"]![0]!["MetricName"]!.ToString());
    }

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
