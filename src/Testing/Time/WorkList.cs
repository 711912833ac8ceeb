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

    /// <summary>Notes that nothing more comes of it.</summary>
    public void End(Work work) => _open.TryRemove(work, out _);
}
