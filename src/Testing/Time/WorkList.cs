using System.Collections.Concurrent;

namespace AsyncJobs.Testing.Time;

/// <summary>All that the application is at work on.</summary>
internal sealed class WorkList
{
    private readonly ConcurrentDictionary<Work, bool> _open = [];

    /// <summary>What is under way.</summary>
    public ICollection<Work> Open => _open.Keys;

    /// <summary>Notes that something is under way, before any code of it runs.</summary>
    public Work Begin(WorkKind kind, string name, string? jobId = null)
    {
        Work work = new(kind, name, jobId);
        _open[work] = true;
        return work;
    }

    /// <summary>Says to a person what is under way.</summary>
    public string Describe()
    {
        string[] works =
        [
            .. Open.Select(static work => $"{work.Name} {Doing(work)}")
                .GroupBy(static text => text, StringComparer.Ordinal)
                .Select(static same => same.Count() == 1 ? same.Key : $"{same.Key} ({same.Count()} of these)"),
        ];
        return works.Length == 0 ? "Nothing is under way." : $"Under way: {string.Join(", ", works)}.";
    }

    /// <summary>Notes that nothing more comes of it.</summary>
    public void End(Work work) => _open.TryRemove(work, out _);

    private static string Doing(Work work) =>
        work.IsRunning ? "computes" : work.AwaitsClock ? "waits for the clock" : "waits for something that is not the host's clock";
}
