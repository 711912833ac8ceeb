using System.Text.Json.Nodes;
using AsyncJobs.Sam.Plan;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Resources;

/// <summary>The queue of messages for settle in a template, and what brings them there.</summary>
internal static class SettleQueue
{
    public static JsonObject Queue(QueuePlan plan, JsonNode? key)
    {
        // One or the other.
        JsonObject properties = key is null ? new() { ["SqsManagedSseEnabled"] = true } : new() { ["KmsMasterKeyId"] = key };
        properties["VisibilityTimeout"] = plan.VisibilityTimeoutSeconds;
        properties["MessageRetentionPeriod"] = DeploymentDefaults.MessageRetentionSeconds;
        return new JsonObject { ["Type"] = "AWS::SQS::Queue", ["Properties"] = properties };
    }

    /// <summary>
    /// Has Lambda invoke settle with the queue's messages. An event of SAM's function would do the same, but it also adds a managed policy to the
    /// function's role that allows reading every queue of the account.
    /// </summary>
    public static JsonObject Source(string queue, string settle) => new()
    {
        ["Type"] = "AWS::Lambda::EventSourceMapping",
        ["Properties"] = new JsonObject
        {
            ["EventSourceArn"] = new JsonObject { ["Fn::GetAtt"] = new JsonArray(queue, "Arn") },
            ["FunctionName"] = new JsonObject { ["Ref"] = settle },
            ["BatchSize"] = QueuePlan.BatchSize,
            ["FunctionResponseTypes"] = new JsonArray(QueuePlan.ResponseType),
            ["ScalingConfig"] = new JsonObject { ["MaximumConcurrency"] = DeploymentDefaults.QueueConcurrency },
        },
    };
}
