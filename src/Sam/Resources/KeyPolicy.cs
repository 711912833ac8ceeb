using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;
using AsyncJobs.Sam.Plan;

namespace AsyncJobs.Sam.Resources;

/// <summary>What a key's own policy says of who may use it. It is a person's: nothing is written into it.</summary>
internal static class KeyPolicy
{
    /// <summary>
    /// Whether CloudWatch Logs may not use a key of the template, as far as the template itself tells. The permissions of a function are of no use to
    /// it: it encrypts in its own name, and is asked when the log group is made.
    /// </summary>
    /// <remarks>https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html</remarks>
    public static bool LacksLogs(ArnOption key, TemplateDocument document)
    {
        if (key.Id is not { } id || document.Find("Resources", id) is not { } resource)
            return false;
        if (resource.Find("Properties")?.Node is { Value: not null } properties && !IsPlain(properties.Value))
            return false;

        JsonNode? policy = resource.Find("Properties")?.Node.Find("KeyPolicy")?.Node.Value;
        if (policy is null)
            return true;
        if (!IsPlain(policy) || policy["Statement"] is not { } statement || Intrinsics.Is(statement))
            return false;
        return !(statement is JsonArray list ? list.ToArray() : [statement]).Any(AllowsLogs);
    }

    private static bool AllowsLogs(JsonNode? statement) =>
        !IsPlain(statement)
        || (statement!["Effect"]?.ToString() == "Allow"
            && statement["Principal"] switch
            {
                null => false,
                JsonObject principals when !Intrinsics.Is(principals) => NamesLogs(principals["Service"]),
                var everybody => everybody is JsonValue && everybody.ToString() == "*",
            });

    private static bool NamesLogs(JsonNode? service) => service switch
    {
        null => false,
        JsonValue name => name.ToString().StartsWith("logs.", StringComparison.Ordinal),
        JsonArray names => names.Any(NamesLogs),

        // A function of CloudFormation: what it is made of begins so, or only a deployment knows.
        _ => !service.ToJsonString().Contains("Fn::Sub", StringComparison.Ordinal)
            || service.ToJsonString().Contains("\"logs.", StringComparison.Ordinal),
    };

    private static bool IsPlain(JsonNode? value) => value is JsonObject && !Intrinsics.Is(value);
}
