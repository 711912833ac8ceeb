using System.Text.Json.Nodes;

namespace AsyncJobs.Sam.Resources;

/// <summary>
/// The names of workers whose jobs start each other. Elsewhere CloudFormation names a function, and who needs the name refers to the function, which
/// therefore comes first; of two that refer to each other none can. What they are called is said here, so that nobody has to refer to them.
/// </summary>
internal static class WorkerName
{
    private const string Stack = "Stack";

    // Lambda's limit: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
    private const int Longest = 64;

    // The stack's own part, the first eight digits of its id.
    private const int StackLength = 8;

    /// <summary>
    /// The text of the name, in which <c>${Stack}</c> stands for what tells one stack from another. Not the stack's name, which may be longer than
    /// a function's.
    /// </summary>
    public static string Text(string prefix, string job)
    {
        string own = $"-{job}-work-";
        return string.Concat(prefix.AsSpan(0, Math.Min(prefix.Length, Longest - own.Length - StackLength)), own, $"${{{Stack}}}");
    }

    /// <summary>The name as a value of a template.</summary>
    public static JsonObject Value(string prefix, string job)
    {
        JsonObject variables = [];
        AddVariables(variables);
        return new JsonObject { ["Fn::Sub"] = new JsonArray(Text(prefix, job), variables) };
    }

    /// <summary>Adds what <c>${Stack}</c> stands for to the variables of an <c>Fn::Sub</c>.</summary>
    public static void AddVariables(JsonObject variables) => variables[Stack] = StackPart();

    // arn:aws:cloudformation:region:account:stack/name/51af3dc0-da77-11e4-872e-1234567db123
    private static JsonObject StackPart() => Select(0, Split("-", Select(2, Split("/", new JsonObject { ["Ref"] = "AWS::StackId" }))));

    private static JsonObject Select(int index, JsonNode list) => new() { ["Fn::Select"] = new JsonArray(index, list) };

    private static JsonObject Split(string by, JsonNode text) => new() { ["Fn::Split"] = new JsonArray(by, text) };
}
