using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Resources;

/// <summary>
/// The names of workers whose jobs start each other, or of all where the build asks for it. Elsewhere CloudFormation names a function, and who needs
/// the name refers to the function, which therefore comes first; of two that refer to each other none can. What they are called is said here, so that
/// nobody has to refer to them, and so that one pattern tells the names of many.
/// </summary>
internal static class WorkerName
{
    private const string Stack = "Stack";

    // Lambda's limit: https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
    private const int Longest = 64;

    /// <summary>How long a prefix may be that the name of a job's worker has whole.</summary>
    public static int RoomForPrefix(string job) => Longest - End(job).Length - StackDigits.Length;

    /// <summary>
    /// The text of the name, in which <c>${Stack}</c> stands for what tells one stack from another.
    /// </summary>
    public static string Text(string prefix, string job) =>
        string.Concat(prefix.AsSpan(0, Math.Min(prefix.Length, RoomForPrefix(job))), End(job), $"${{{Stack}}}");

    /// <summary>The text of all names, in which <see cref="WorkerPattern.Job"/> stands for the job.</summary>
    public static string Pattern(string prefix) => $"{prefix}-{WorkerPattern.Job}-work-${{{Stack}}}";

    /// <summary>Whether the pattern tells a job's name: not where the prefix is too long for it.</summary>
    public static bool IsOfPattern(string prefix, string job) =>
        Text(prefix, job) == Pattern(prefix).Replace(WorkerPattern.Job, job, StringComparison.Ordinal);

    /// <summary>The ARN of all workers whose names are of the pattern, or of an alias that all have.</summary>
    public static JsonNode ArnOfAll(string prefix, JsonNode? alias)
    {
        JsonObject variables = [];
        AddVariables(variables);
        string text = $"arn:${{AWS::Partition}}:lambda:${{AWS::Region}}:${{AWS::AccountId}}:function:{Pattern(prefix)}";
        if (alias is JsonValue)
            text += ":" + alias;
        else if (alias is not null)
        {
            text += ":${Alias}";
            variables["Alias"] = alias.DeepClone();
        }

        return new JsonObject { ["Fn::Sub"] = new JsonArray(text, variables) };
    }

    private static string End(string job) => $"-{job}-work-";

    /// <summary>The name as a value of a template.</summary>
    public static JsonObject Value(string prefix, string job)
    {
        JsonObject variables = [];
        AddVariables(variables);
        return new JsonObject { ["Fn::Sub"] = new JsonArray(Text(prefix, job), variables) };
    }

    /// <summary>Adds what <c>${Stack}</c> stands for to the variables of an <c>Fn::Sub</c>.</summary>
    public static void AddVariables(JsonObject variables) => variables[Stack] = StackDigits.Value();
}
