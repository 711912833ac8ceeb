using System.Text.Json;
using System.Text.Json.Nodes;
using AsyncJobs.Dispatch;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>The queue of delayed messages, as a test sees it.</summary>
internal sealed class TestDelayed : IDelayedDelivery
{
    private readonly List<(string Message, TimeSpan Delay)> _sent = [];

    /// <summary>What the next call ends with; null for nothing.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Whether it answers nothing.</summary>
    public bool IsHanging { get; set; }

    public IReadOnlyList<(string Message, TimeSpan Delay)> Sent => _sent;

    /// <summary>The messages that settle put off, by receipt.</summary>
    public Dictionary<string, TimeSpan> Postponed { get; } = [];

    public ValueTask SendAsync(string message, TimeSpan delay, CancellationToken cancellationToken)
    {
        if (IsHanging)
            return new(Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken));
        if (Failure is { } failure)
            return ValueTask.FromException(failure);

        _sent.Add((message, delay));
        return default;
    }

    public ValueTask PostponeAsync(string receipt, TimeSpan delay, CancellationToken cancellationToken)
    {
        Postponed[receipt] = delay;
        return default;
    }

    /// <summary>What SQS hands to settle: the messages with the ids m0, m1 and so on, and the receipts r0, r1 and so on.</summary>
    public static byte[] Event(params IEnumerable<string> messages)
    {
        JsonArray records = [];
        foreach (string body in messages)
        {
            records.Add(new JsonObject
            {
                ["messageId"] = $"m{records.Count}",
                ["receiptHandle"] = $"r{records.Count}",
                ["body"] = body,
                ["attributes"] = new JsonObject { ["ApproximateReceiveCount"] = "1" },
                ["eventSource"] = "aws:sqs",
                ["eventSourceARN"] = "arn:aws:sqs:eu-central-1:123456789012:jobs",
            });
        }

        return JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["Records"] = records });
    }
}
