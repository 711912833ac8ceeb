using System.Collections.Concurrent;
using AsyncJobs.Dispatch;

namespace AsyncJobs.Sam.Tests.Policies;

/// <summary>Notes what a function asks of the queue: the permissions that its requests to SQS need.</summary>
internal sealed class RoleQueue : IDelayedDelivery
{
    private readonly ConcurrentDictionary<string, bool> _actions = new();

    public ConcurrentQueue<string> Sent { get; } = new();

    public IEnumerable<string> Actions => _actions.Keys;

    public ValueTask SendAsync(string message, TimeSpan delay, CancellationToken cancellationToken)
    {
        _actions["sqs:SendMessage"] = true;
        Sent.Enqueue(message);
        return default;
    }

    public ValueTask PostponeAsync(string receipt, TimeSpan delay, CancellationToken cancellationToken)
    {
        _actions["sqs:ChangeMessageVisibility"] = true;
        return default;
    }
}
