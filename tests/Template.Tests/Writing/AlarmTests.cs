using System.Text.Json.Nodes;
using Xunit;

namespace AsyncJobs.Template.Tests.Writing;

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
}
