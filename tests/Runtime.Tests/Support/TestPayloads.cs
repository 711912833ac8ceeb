using System.Collections.Concurrent;
using AsyncJobs.Storage;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>Payloads in memory, with the keys that were written and read, and that can be made to fail or to lose what they have.</summary>
internal sealed class TestPayloads : IPayloadStore
{
    private readonly ConcurrentDictionary<string, byte[]> _payloads = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _calls = new();

    /// <summary><c>put KEY</c>, <c>get KEY</c> and <c>remove ID</c>, in order.</summary>
    public IReadOnlyCollection<string> Calls => _calls;

    public ConcurrentDictionary<string, byte[]> Kept => _payloads;

    /// <summary>Runs before a call takes effect; gets <c>put</c>, <c>get</c> or <c>remove</c>.</summary>
    public Action<string>? Before { get; set; }

    public ValueTask PutAsync(string key, ReadOnlyMemory<byte> content, string? contentEncoding, CancellationToken cancellationToken)
    {
        _calls.Enqueue("put " + key);
        Before?.Invoke("put");
        _payloads[key] = content.ToArray();
        return default;
    }

    public ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken)
    {
        _calls.Enqueue("get " + key);
        Before?.Invoke("get");
        return new(_payloads.TryGetValue(key, out byte[]? content) ? content : default(ReadOnlyMemory<byte>?));
    }

    public ValueTask RemoveAllAsync(string jobId, CancellationToken cancellationToken)
    {
        _calls.Enqueue("remove " + jobId);
        Before?.Invoke("remove");
        foreach (string key in _payloads.Keys.Where(key => key.StartsWith(jobId + "/", StringComparison.Ordinal)))
            _payloads.TryRemove(key, out _);
        return default;
    }
}
