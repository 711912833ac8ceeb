namespace AsyncJobs.Chaos.Checks;

/// <summary>What clients have seen of one job so far.</summary>
internal sealed class JobHistory(string id, int index, Invariants invariants)
{
    private readonly object _gate = new();
    private JobView? _furthest;

    public string Id => id;

    public int Index => index;

    /// <summary>The furthest that a finished request has shown. A request that begins after it must not show less.</summary>
    public JobView? Furthest
    {
        get
        {
            lock (_gate)
                return _furthest;
        }
    }

    /// <summary>Takes what a request showed.</summary>
    /// <param name="before">What was known when the request began.</param>
    /// <param name="seen">What it showed.</param>
    public void Observe(JobView? before, JobView seen)
    {
        if (before is not null)
        {
            invariants.NoStepBack.Check(seen.Rank >= before.Rank, () => Describe(before, seen));
            if (before.IsFinal)
            {
                invariants.FinalStays.Check(seen.Json == before.Json, () => Describe(before, seen));
                if (before.Status == "CANCELLED")
                    invariants.CancelledStays.Check(seen.Status == "CANCELLED", () => Describe(before, seen));
            }
        }

        lock (_gate)
        {
            if (_furthest is null || seen.Rank > _furthest.Rank)
                _furthest = seen;
        }
    }

    private string Describe(JobView before, JobView seen) => $"job {index} {id} was {Short(before)} and then {Short(seen)}";

    private static string Short(JobView view) => view.Json.Length < 500 ? view.Json : view.Json[..500] + "…";
}
