using System.Text.Json.Nodes;

namespace AsyncJobs.Sam.Documents;

/// <summary>The first digits of a stack's id, which tell it from another one: its name may be longer than that of a function.</summary>
internal static class StackDigits
{
    /// <summary>How many they are.</summary>
    public const int Length = 8;

    /// <summary>The value, which CloudFormation computes.</summary>
    /// <remarks>arn:aws:cloudformation:region:account:stack/name/51af3dc0-da77-11e4-872e-1234567db123</remarks>
    public static JsonObject Value() => Select(0, Split("-", Select(2, Split("/", new JsonObject { ["Ref"] = "AWS::StackId" }))));

    private static JsonObject Select(int index, JsonNode list) => new() { ["Fn::Select"] = new JsonArray(index, list) };

    private static JsonObject Split(string by, JsonNode text) => new() { ["Fn::Split"] = new JsonArray(by, text) };
}
