using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AsyncJobs.Sam.Documents;

namespace AsyncJobs.Sam.Sizes;

/// <summary>How long a value of a template can be once CloudFormation has put in the names of resources, which nobody knows before.</summary>
/// <param name="resources">The resources of the template.</param>
internal sealed partial class LongestText(JsonObject resources)
{
    // https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html
    private const int FunctionName = 64;

    // What comes before a function's name: arn:aws-us-gov:lambda:us-gov-west-1:123456789012:function:
    private const int ArnStart = 59;

    // A name of CloudFormation's: the stack's, the logical id and twelve letters. Longer ones than this are rare.
    private const int OtherName = 100;

    // https://sqs.us-gov-west-1.amazonaws.com/123456789012/ and the queue's name.
    private const int QueueUrl = 54 + 80;

    private static readonly string s_stackDigits = Canonical.Of(StackDigits.Value());

    // While the name of a function is counted: one that a person made of itself has no end.
    private bool _isInName;

    /// <summary>The length of a value, in bytes.</summary>
    public int Of(JsonNode? value) => value switch
    {
        null => 0,
        JsonObject { Count: 1 } map when map.ContainsKey("Fn::Select") && Canonical.Of(map) == s_stackDigits => StackDigits.Length,
        JsonObject map when Intrinsics.Is(map) => OfIntrinsic(map.First().Key, map.First().Value),
        JsonObject map => 1 + map.Sum(member => member.Key.Length + 4 + Quoted(member.Value)),
        JsonArray list => 1 + list.Sum(item => 1 + Quoted(item)),
        _ => Encoding.UTF8.GetByteCount(value.ToString()),
    };

    private int Quoted(JsonNode? value) => Of(value) + (value is JsonArray || (value is JsonObject map && !Intrinsics.Is(map)) ? 0 : 2);

    private int OfIntrinsic(string name, JsonNode? argument) => name switch
    {
        "Ref" => OfName(argument?.ToString() ?? ""),
        "Fn::GetAtt" => ArnStart + OfName((argument as JsonArray)?.FirstOrDefault()?.ToString() ?? ""),
        "Fn::Sub" => OfSub(argument),
        "Fn::If" => (argument as JsonArray ?? []).Skip(1).Select(Of).DefaultIfEmpty().Max(),
        _ => FunctionName,
    };

    private int OfSub(JsonNode? argument)
    {
        string text = (argument is JsonArray { Count: > 0 } list ? list[0] : argument)?.ToString() ?? "";
        JsonObject variables = (argument as JsonArray)?.ElementAtOrDefault(1) as JsonObject ?? [];
        int length = Encoding.UTF8.GetByteCount(Variable().Replace(text, ""));
        foreach (Match match in Variable().Matches(text))
        {
            string name = match.Groups[1].Value;
            length += variables[name] is { } given ? Of(given)
                : name.EndsWith(".Arn", StringComparison.Ordinal) ? ArnStart + OfName(name[..^4])
                : OfName(name.Split('.')[0]);
        }

        return length;
    }

    private int OfFunction(string id)
    {
        if (_isInName || (resources[id]!["Properties"] as JsonObject)?["FunctionName"] is not { } name)
            return FunctionName;

        _isInName = true;
        int length = Of(name);
        _isInName = false;
        return Math.Min(length, FunctionName);
    }

    private int OfName(string id) => id switch
    {
        "AWS::Partition" => 10,
        "AWS::Region" => 14,
        "AWS::AccountId" => 12,
        _ => (resources[id] as JsonObject)?["Type"]?.ToString() switch
        {
            ResourceTypes.Function or "AWS::Lambda::Function" => OfFunction(id),
            "AWS::SQS::Queue" => QueueUrl,
            _ => OtherName,
        },
    };

    [GeneratedRegex(@"\$\{([^!}]+)\}")]
    private static partial Regex Variable();
}
