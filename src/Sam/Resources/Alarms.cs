using System.Text.Json.Nodes;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Resources;

/// <summary>
/// Alarms, and the metrics of jobs that they watch. The runtime's log says how each job ended; metric filters count these lines by job.
/// </summary>
internal static class Alarms
{
    public const string Failed = "jobs.failed";
    public const string TimedOut = "jobs.timedout";
    public const string Lost = "jobs.lost";
    public const string LookFailed = "looks.failed";

    // Metrics of Lambda itself: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
    public const string Errors = "Errors";
    public const string Throttles = "Throttles";
    public const string Undelivered = "DestinationDeliveryFailures";

    private const int PeriodSeconds = 300;

    /// <summary>Matches the lines of an event, or those of it that have this status.</summary>
    public static string Pattern(string happened, string? status = null)
    {
        string pattern = $"$.{LogNames.Event} = \"{happened}\"";
        return status is null ? $"{{ {pattern} }}" : $"{{ {pattern} && $.{LogNames.Status} = \"{status}\" }}";
    }

    /// <summary>Counts lines of the log by their job.</summary>
    public static JsonObject Filter(JsonNode logGroup, string metric, string pattern)
    {
        JsonObject filter = FilterOfAll(logGroup, metric, pattern);
        JsonObject ofJob = new() { ["Key"] = LogNames.Job, ["Value"] = "$." + LogNames.Job };
        filter["Properties"]!["MetricTransformations"]![0]!["Dimensions"] = new JsonArray(ofJob);
        return filter;
    }

    /// <summary>Counts lines of the log that need not name a job: CloudWatch counts none that lacks a dimension.</summary>
    public static JsonObject FilterOfAll(JsonNode logGroup, string metric, string pattern) => new()
    {
        ["Type"] = "AWS::Logs::MetricFilter",
        ["Properties"] = new JsonObject
        {
            ["LogGroupName"] = logGroup,
            ["FilterPattern"] = pattern,
            ["MetricTransformations"] = new JsonArray(new JsonObject
            {
                ["MetricNamespace"] = Namespace(),
                ["MetricName"] = metric,
                ["MetricValue"] = "1",
                ["Unit"] = "Count",
            }),
        },
    };

    public static JsonObject OfJobs(string metric, string job, string description, TemplateOptions options) =>
        Alarm(description, Namespace(), metric, [Dimension(LogNames.Job, job)], options);

    public static JsonObject OfAll(string metric, string description, TemplateOptions options) =>
        Alarm(description, Namespace(), metric, [], options);

    // By the function's name alone, which counts what its aliases do as well.
    public static JsonObject OfFunction(string metric, JsonNode function, string description, TemplateOptions options) =>
        Alarm(description, "AWS/Lambda", metric, [Dimension("FunctionName", function)], options);

    // Two stacks in one account may have jobs of the same name.
    private static JsonObject Namespace() => new() { ["Fn::Sub"] = "AsyncJobs/${AWS::StackName}" };

    private static JsonObject Dimension(string name, JsonNode value) => new() { ["Name"] = name, ["Value"] = value };

    private static JsonObject Alarm(string description, JsonNode space, string metric, JsonObject[] dimensions, TemplateOptions options)
    {
        JsonObject properties = new()
        {
            ["AlarmDescription"] = description,
            ["Namespace"] = space,
            ["MetricName"] = metric,
            ["Statistic"] = "Sum",
            ["Period"] = PeriodSeconds,
            ["EvaluationPeriods"] = 1,
            ["Threshold"] = 0,
            ["ComparisonOperator"] = "GreaterThanThreshold",
            ["TreatMissingData"] = "notBreaching",
        };
        if (dimensions.Length > 0)
            properties["Dimensions"] = new JsonArray(dimensions);
        if (options.AlarmTopic is { } topic)
        {
            bool isArn = topic.StartsWith("arn:", StringComparison.Ordinal);
            properties["AlarmActions"] = new JsonArray(isArn ? topic : new JsonObject { ["Ref"] = topic });
        }

        return new JsonObject { ["Type"] = "AWS::CloudWatch::Alarm", ["Properties"] = properties };
    }
}
