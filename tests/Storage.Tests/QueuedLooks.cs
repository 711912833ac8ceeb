using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncJobs.Dispatch;

namespace AsyncJobs.Storage.Tests;

/// <summary>The queue through which settle looks at jobs later. Messages may come at any time, as they hold their own.</summary>
internal sealed class QueuedLooks : IDelayedDelivery
{
    private readonly Dictionary<string, string> _waiting = [];
    private Dictionary<string, string> _taken = [];
    private int _sent;

    public int Count => _waiting.Count;

    public ValueTask SendAsync(string message, TimeSpan delay, CancellationToken cancellationToken)
    {
        _waiting.Add($"m{++_sent}", message);
        return default;
    }

    public ValueTask PostponeAsync(string receipt, TimeSpan delay, CancellationToken cancellationToken) => default;

    /// <summary>What SQS hands to settle: all messages that wait.</summary>
    public byte[] TakeEvent()
    {
        _taken = new(_waiting);
        _waiting.Clear();
        return JsonSerializer.SerializeToUtf8Bytes(new JsonObject
        {
            ["Records"] = new JsonArray([.. _taken.Select(message => new JsonObject
            {
                ["messageId"] = message.Key,
                ["receiptHandle"] = message.Key,
                ["body"] = message.Value,
            })]),
        });
    }

    /// <summary>Puts back what settle did not finish.</summary>
    public void PutBack(ReadOnlyMemory<byte> reply)
    {
        foreach (JsonNode? failure in JsonNode.Parse(reply.Span)!["batchItemFailures"]!.AsArray())
        {
            string id = (string)failure!["itemIdentifier"]!;
            _waiting.Add(id, _taken[id]);
        }
    }
}
