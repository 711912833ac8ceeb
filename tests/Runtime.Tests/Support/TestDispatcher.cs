using System.Collections.Concurrent;
using AsyncJobs.Dispatch;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>Keeps the events that workers would get.</summary>
internal sealed class TestDispatcher : IJobDispatcher
{
    private readonly ConcurrentQueue<byte[]> _sent = new();

    public IReadOnlyCollection<byte[]> Sent => _sent;

    public byte[] Last => _sent.Last();

    /// <summary>Runs before an event is taken.</summary>
    public Func<ValueTask>? Before { get; set; }

    /// <summary>Runs after an event was taken.</summary>
    public Func<ValueTask>? After { get; set; }

    public async ValueTask SendAsync(string job, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (Before is { } before)
            await before();
        cancellationToken.ThrowIfCancellationRequested();
        _sent.Enqueue(payload.ToArray());
        if (After is { } after)
            await after();
    }
}
