using AsyncJobs.Dispatch;

namespace AsyncJobs.Benchmarks.Http;

/// <summary>Takes events and does nothing with them; on request it keeps the last one, for the worker's benchmark.</summary>
internal sealed class CapturingDispatcher : IJobDispatcher
{
    public bool Keeps { get; set; }

    public byte[] Last { get; private set; } = [];

    public ValueTask SendAsync(string job, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (Keeps)
            Last = payload.ToArray();
        return default;
    }
}
