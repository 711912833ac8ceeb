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

    /// <summary>How many metrics an alarm on an expression may have.</summary>
    /// <remarks>https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarm-data-queries.html</remarks>
    public const int MostMetrics = 10;

    // Two stacks in one account may have jobs of the same name.
    private const string NamespaceText = "AsyncJobs/${AWS::StackName}";

    private const string LambdaNamespace = "AWS/Lambda";
    private const string FunctionName = "FunctionName";
    private const string Statistic = "Sum";
    private const int PeriodSeconds = 300;

    /// <summary>Matches the lines of an event, or those of it that have this status.</summary>
    public static string Pattern(string happened, string? status = null)
    {
        string pattern = $"$.{LogNames.Event} = \"{happened}\"";
        return status is null ? $"{{ {pattern} }}" : $"{{ {pattern} && $.{LogNames.Status} = \"{status}\" }}";
    }

    /// <summary>Matches the lines of two events that have this status.</summary>
    public static string Pattern(string happened, string orElse, string status) =>
        $"{{ ($.{LogNames.Event} = \"{happened}\" || $.{LogNames.Event} = \"{orElse}\") && $.{LogNames.Status} = \"{status}\" }}";

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

    /// <summary>
    /// Watches a metric of jobs for each job by itself, whichever there are: a query whose series are the alarm's contributors, so that it tells
    /// which jobs it is about.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Create_Metrics_Insights_Alarm.html</remarks>
    public static JsonObject OfEachJob(string metric, string description, TemplateOptions options) =>
        OfQuery(new JsonObject { ["Fn::Sub"] = Query(metric, NamespaceText, LogNames.Job) }, description, options);

    /// <summary>Watches a metric of every function of the account in the Region, each by itself: no query knows those of one stack.</summary>
    public static JsonObject OfEachFunction(string metric, string description, TemplateOptions options) =>
        OfQuery(Query(metric, LambdaNamespace, FunctionName), description, options);

    // By the function's name alone, which counts what its aliases do as well.
    public static JsonObject OfFunction(string metric, JsonNode function, string description, TemplateOptions options) =>
        Alarm(description, LambdaNamespace, metric, [Dimension(FunctionName, function)], options);

    /// <summary>Watches a metric of several functions, at most <see cref="MostMetrics"/> of them, by its sum.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="functions">The logical ids of the functions.</param>
    /// <param name="description">What the alarm says.</param>
    /// <param name="options">What the build asks for.</param>
    public static JsonObject OfFunctions(string metric, IReadOnlyList<string> functions, string description, TemplateOptions options) =>
        Alarm(description, options, new()
        {
            ["Metrics"] = new JsonArray(
            [
                new JsonObject { ["Id"] = "all", ["Expression"] = "SUM(FILL(METRICS(), 0))", ["ReturnData"] = true },
                .. functions.Select((function, index) => OneOf(metric, function, $"m{index + 1}")),
            ]),
        });

    private static JsonObject Namespace() => new() { ["Fn::Sub"] = NamespaceText };

    // An alarm on several series asks for the order. What is no word of letters, digits and underscores needs quotation marks.
    private static string Query(string metric, string space, string dimension) =>
        $"SELECT SUM(\"{metric}\") FROM SCHEMA(\"{space}\", \"{dimension}\") GROUP BY \"{dimension}\" ORDER BY SUM() DESC";

    private static JsonObject OfQuery(JsonNode query, string description, TemplateOptions options) => Alarm(description, options, new()
    {
        ["Metrics"] = new JsonArray(new JsonObject
        {
            ["Id"] = "each",
            ["Expression"] = query,
            ["Period"] = PeriodSeconds,
            ["ReturnData"] = true,
        }),
    });

    private static JsonObject Dimension(string name, JsonNode value) => new() { ["Name"] = name, ["Value"] = value };

    private static JsonObject OneOf(string metric, string function, string id) => new()
    {
        ["Id"] = id,
        ["MetricStat"] = new JsonObject
        {
            ["Metric"] = new JsonObject
            {
                ["Namespace"] = LambdaNamespace,
                ["MetricName"] = metric,
                ["Dimensions"] = new JsonArray(Dimension(FunctionName, new JsonObject { ["Ref"] = function })),
            },
            ["Period"] = PeriodSeconds,
            ["Stat"] = Statistic,
        },
        ["ReturnData"] = false,
    };

    private static JsonObject Alarm(string description, JsonNode space, string metric, JsonObject[] dimensions, TemplateOptions options)
    {
        JsonObject watched = new()
        {
            ["Namespace"] = space,
            ["MetricName"] = metric,
            ["Statistic"] = Statistic,
            ["Period"] = PeriodSeconds,
        };
        if (dimensions.Length > 0)
            watched["Dimensions"] = new JsonArray(dimensions);
        return Alarm(description, options, watched);
    }

    private static JsonObject Alarm(string description, TemplateOptions options, JsonObject watched)
    {
        JsonObject properties = new() { ["AlarmDescription"] = description };
        foreach ((string name, JsonNode? value) in watched)
            properties[name] = value?.DeepClone();
        properties["EvaluationPeriods"] = 1;
        properties["Threshold"] = 0;
        properties["ComparisonOperator"] = "GreaterThanThreshold";
        properties["TreatMissingData"] = "notBreaching";
        if (options.AlarmTopic is { } topic)
        {
            bool isArn = topic.StartsWith("arn:", StringComparison.Ordinal);
            properties["AlarmActions"] = new JsonArray(isArn ? topic : new JsonObject { ["Ref"] = topic });
        }

        return new JsonObject { ["Type"] = "AWS::CloudWatch::Alarm", ["Properties"] = properties };
    }
}
