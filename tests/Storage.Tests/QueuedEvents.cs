using AsyncJobs.Dispatch;

namespace AsyncJobs.Storage.Tests;

/// <summary>The events of an application, kept to be delivered as often and in whatever order a test likes.</summary>
internal sealed class QueuedEvents : IJobDispatcher
{
    private readonly List<byte[]> _sent = [];

    public int Count => _sent.Count;

    public ReadOnlyMemory<byte> this[int index] => _sent[index];

    /// <summary>The request id under which the platform delivers an event, whenever it does.</summary>
    public static string RequestId(int index) => $"request-{index}";

    /// <summary>The platform's record of having given an event up.</summary>
    public ReadOnlyMemory<byte> FailureOf(int index) => JobEvents.GivenUp(_sent[index], RequestId(index));

    public ValueTask SendAsync(string job, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        _sent.Add(payload.ToArray());
        return default;
    }
}
