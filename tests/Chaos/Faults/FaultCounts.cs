using System.Collections.Concurrent;

namespace AsyncJobs.Chaos.Faults;

/// <summary>How often each fault was injected.</summary>
internal sealed class FaultCounts
{
    private readonly ConcurrentDictionary<string, int> _counts = new();

    public void Add(string name) => _counts.AddOrUpdate(name, 1, static (_, count) => count + 1);

    public int this[string name] => _counts.GetValueOrDefault(name);

    public IEnumerable<KeyValuePair<string, int>> All => _counts.OrderBy(pair => pair.Key, StringComparer.Ordinal);
}
