using System.Collections.Concurrent;
using AsyncJobs.Dispatch;

namespace AsyncJobs.Sam.Tests.Policies;

/// <summary>Notes which workers a function hands events to.</summary>
internal sealed class RoleEvents : IJobDispatcher
{
    public ConcurrentQueue<byte[]> Sent { get; } = new();

    public ConcurrentDictionary<string, bool> Workers { get; } = new();

    public bool Fails { get; set; }

    public ValueTask SendAsync(string job, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        Workers[job] = true;
        if (Fails)
            throw new JobDispatchException("No.");
        Sent.Enqueue(payload.ToArray());
        return default;
    }
}
