using System.Collections.Concurrent;

namespace AsyncJobs.Storage;

/// <summary>Keeps payloads in this process until it ends: for the local host and for tests.</summary>
public sealed class InMemoryPayloadStore : IPayloadStore
{
    private readonly ConcurrentDictionary<string, byte[]> _payloads = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask PutAsync(string key, ReadOnlyMemory<byte> content, string? contentEncoding, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        _payloads[key] = content.ToArray();
        return default;
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken) =>
        new(_payloads.TryGetValue(key, out byte[]? content) ? content : default(ReadOnlyMemory<byte>?));

    /// <inheritdoc/>
    public ValueTask RemoveAllAsync(string jobId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(jobId);
        foreach (string key in _payloads.Keys)
        {
            if (key.StartsWith(jobId + "/", StringComparison.Ordinal))
                _payloads.TryRemove(key, out _);
        }

        return default;
    }
}
