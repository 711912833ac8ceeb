using System.Text.Json.Nodes;

namespace AsyncJobs.Sam.Resources;

/// <summary>Roles that several functions share: what SAM would give to each of them.</summary>
internal static class SharedRoles
{
    private const string Type = "AWS::IAM::Role";

    /// <summary>Whether a resource is a role.</summary>
    public static bool Is(JsonObject resource) => resource["Type"]!.ToString() == Type;

    /// <summary>Makes it.</summary>
    /// <param name="policy">What the functions may do.</param>
    /// <param name="hasTracing">Whether X-Ray traces them.</param>
    public static JsonObject Make(JsonObject policy, bool hasTracing)
    {
        JsonArray managed = [Managed("service-role/AWSLambdaBasicExecutionRole")];
        if (hasTracing)
            managed.Add(Managed("AWSXRayDaemonWriteAccess"));
        return new JsonObject
        {
            ["Type"] = Type,
            ["Properties"] = new JsonObject
            {
                ["AssumeRolePolicyDocument"] = new JsonObject
                {
                    ["Version"] = "2012-10-17",
                    ["Statement"] = new JsonArray(new JsonObject
                    {
                        ["Effect"] = "Allow",
                        ["Principal"] = new JsonObject { ["Service"] = "lambda.amazonaws.com" },
                        ["Action"] = "sts:AssumeRole",
                    }),
                },
                ["ManagedPolicyArns"] = managed,
                ["Policies"] = new JsonArray(new JsonObject { ["PolicyName"] = "AsyncJobs", ["PolicyDocument"] = policy }),
            },
        };
    }

    private static JsonNode Managed(string name) => new JsonObject { ["Fn::Sub"] = $"arn:${{AWS::Partition}}:iam::aws:policy/{name}" };
}
