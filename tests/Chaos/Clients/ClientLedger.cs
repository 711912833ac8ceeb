using System.Collections.Concurrent;
using AsyncJobs.Chaos.Checks;

namespace AsyncJobs.Chaos.Clients;

/// <summary>What clients were told of their starts.</summary>
internal sealed class ClientLedger
{
    private readonly ConcurrentDictionary<string, JobHistory> _accepted = new();
    private readonly ConcurrentDictionary<string, bool> _refused = new();

    /// <summary>The jobs whose start got 202.</summary>
    public IReadOnlyCollection<JobHistory> Accepted => [.. _accepted.Values];

    /// <summary>The starts without a key that got 503, by what they said in x-correlation-id.</summary>
    public IReadOnlySet<string> Refused => _refused.Keys.ToHashSet(StringComparer.Ordinal);

    public JobHistory Accept(string id, int index, Invariants invariants) => _accepted.GetOrAdd(id, id => new JobHistory(id, index, invariants));

    public void Refuse(string correlation) => _refused[correlation] = true;
}
