namespace AsyncJobs.Local.Platform;

/// <summary>Keeps the latest log lines of the latest jobs.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class KeptLines
{
    private const int MostOfJob = 500;
    private const int MostJobs = 2_000;
    private const int LongestText = 8_000;

    private readonly object _gate = new();
    private readonly Dictionary<string, Queue<KeptLine>> _jobs = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = [];
    private readonly HashSet<string> _cut = new(StringComparer.Ordinal);

    public void Add(string jobId, KeptLine line)
    {
        KeptLine kept = line.Text.Length <= LongestText ? line : line with { Text = line.Text[..LongestText] + " …" };
        lock (_gate)
        {
            if (!_jobs.TryGetValue(jobId, out Queue<KeptLine>? lines))
            {
                Forget();
                _jobs[jobId] = lines = [];
                _order.Enqueue(jobId);
            }

            lines.Enqueue(kept);
            if (lines.Count > MostOfJob)
            {
                lines.Dequeue();
                _cut.Add(jobId);
            }
        }
    }

    /// <summary>The lines of a job, the oldest first.</summary>
    /// <param name="jobId">The job.</param>
    /// <param name="isCut">Whether there were earlier ones.</param>
    public IReadOnlyList<KeptLine> Of(string jobId, out bool isCut)
    {
        lock (_gate)
        {
            isCut = _cut.Contains(jobId);
            return _jobs.TryGetValue(jobId, out Queue<KeptLine>? lines) ? [.. lines] : [];
        }
    }

    /// <summary>The trace that the latest line of a job names; null where none does.</summary>
    public string? TraceOf(string jobId)
    {
        lock (_gate)
        {
            return _jobs.TryGetValue(jobId, out Queue<KeptLine>? lines)
                ? lines.LastOrDefault(static line => line.TraceId is not null)?.TraceId
                : null;
        }
    }

    private void Forget()
    {
        if (_jobs.Count < MostJobs)
            return;

        string oldest = _order.Dequeue();
        _jobs.Remove(oldest);
        _cut.Remove(oldest);
    }
}
