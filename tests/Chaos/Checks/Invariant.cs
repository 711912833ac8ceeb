using System.Collections.Concurrent;

namespace AsyncJobs.Chaos.Checks;

/// <summary>Something that must hold, with how often that was looked at.</summary>
internal sealed class Invariant(string name)
{
    private readonly ConcurrentQueue<string> _violations = new();
    private long _checked;

    public string Name => name;

    public long Checked => Volatile.Read(ref _checked);

    public int Violated => _violations.Count;

    /// <summary>What was found where it did not hold.</summary>
    public IEnumerable<string> Violations => _violations;

    public void Check(bool holds, Func<string> describe)
    {
        Interlocked.Increment(ref _checked);
        if (!holds)
            _violations.Enqueue($"{name}: {describe()}");
    }
}
