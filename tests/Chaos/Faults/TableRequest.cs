using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace AsyncJobs.Chaos.Faults;

/// <summary>A request to DynamoDB, as far as the proxy has to understand it.</summary>
internal sealed partial class TableRequest
{
    private readonly JsonObject _body;
    private readonly string _update;
    private readonly string _condition;

    private TableRequest(string operation, JsonObject body)
    {
        _body = body;
        _update = (string?)body["UpdateExpression"] ?? "";
        _condition = (string?)body["ConditionExpression"] ?? "";
        Id = (string?)(body["Key"] ?? body["Item"])?["id"]?["S"] ?? "";
        Status = StatusAssignment().Match(_update) is { Success: true } match ? (string?)body["ExpressionAttributeValues"]?[match.Groups[1].Value]?["S"] : null;
        IsClaim = _update.Contains("attempt = attempt +", StringComparison.Ordinal);
        Kind = operation != "UpdateItem" ? operation : IsClaim ? "claim" : Status ?? "other";
    }

    public string Id { get; }

    /// <summary>What the request is for, such as <c>PutItem</c>, <c>claim</c> or the status that it sets.</summary>
    public string Kind { get; }

    /// <summary>The status that an update sets.</summary>
    public string? Status { get; }

    public bool IsClaim { get; }

    /// <summary>Whether it makes a job final.</summary>
    public bool IsCompletion => Status is "SUCCEEDED" or "FAILED" or "TIMED_OUT" or "CANCELLED";

    /// <summary>What the request that started the job said in x-correlation-id.</summary>
    public string? CorrelationId => (string?)_body["Item"]?["correlationId"]?["S"];

    /// <returns>Null for what has nothing to do with a job.</returns>
    public static TableRequest? TryRead(string target, byte[] body)
    {
        string operation = target[(target.IndexOf('.') + 1)..];
        if (operation is not ("PutItem" or "GetItem" or "UpdateItem" or "DeleteItem"))
            return null;

        try
        {
            return new TableRequest(operation, JsonNode.Parse(body)!.AsObject());
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The request without the condition that matters to it, if that is to be sabotaged.</summary>
    public byte[]? Sabotaged(Sabotage sabotage)
    {
        bool isHit = sabotage switch
        {
            Sabotage.Claim => IsClaim,
            Sabotage.Continue => _update.Contains("attemptStep = ", StringComparison.Ordinal),
            Sabotage.Lease => !IsClaim && _condition.Contains("leaseToken = ", StringComparison.Ordinal),
            _ => false,
        };
        if (!isHit)
            return null;

        // Still there, as DynamoDB refuses values that no expression uses.
        _body["ConditionExpression"] = $"attribute_exists(id) OR ({_condition})";
        return Encoding.UTF8.GetBytes(_body.ToJsonString());
    }

    [GeneratedRegex(@"#status = (:\w+)")]
    private static partial Regex StatusAssignment();
}
