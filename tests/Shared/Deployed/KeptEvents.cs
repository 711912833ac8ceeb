using System.Collections.Concurrent;
using AsyncJobs.Dispatch;

namespace AsyncJobs.Tests.Deployed;

/// <summary>Keeps the events of workers until somebody delivers them.</summary>
internal sealed class KeptEvents : IJobDispatcher
{
    private readonly ConcurrentQueue<(string Job, byte[] Payload)> _events = new();

    /// <summary>How many came in all.</summary>
    public int Sent { get; private set; }

    public ValueTask SendAsync(string job, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        Sent++;
        _events.Enqueue((job, payload.ToArray()));
        return default;
    }

    public bool TryTake(out (string Job, byte[] Payload) next) => _events.TryDequeue(out next);
}
