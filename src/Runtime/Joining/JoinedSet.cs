using System.Collections.Concurrent;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;

namespace AsyncJobs.Joining;

/// <summary>The jobs that another one waits for, and those of them that have ended. Safe for concurrent use while they are looked at.</summary>
internal sealed class JoinedSet<TResult>(string[] ids)
{
    private readonly ConcurrentDictionary<string, JobSnapshot<TResult>?> _ended = new(StringComparer.Ordinal);
    private long _lastCreated;

    /// <summary>Those that have not ended, each once.</summary>
    public IReadOnlyCollection<string> Waiting { get; private set; } = ids.Distinct(StringComparer.Ordinal).ToArray();

    /// <summary>When the latest of those was accepted that have not ended.</summary>
    public DateTimeOffset LastCreated => new(Volatile.Read(ref _lastCreated), TimeSpan.Zero);

    /// <summary>Notes that a job has ended.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="job">How it stands; null where it does not exist any more.</param>
    public void End(string id, JobSnapshot<TResult>? job) => _ended[id] = job;

    /// <summary>Notes that a job has not ended.</summary>
    public void Note(JobRecord record)
    {
        long created = record.CreatedAt.UtcTicks;
        long last = Volatile.Read(ref _lastCreated);
        while (created > last && Interlocked.CompareExchange(ref _lastCreated, created, last) is var seen && seen != last)
            last = seen;
    }

    /// <summary>Takes those that have ended out of those that are waited for.</summary>
    public void Forget() => Waiting = Waiting.Where(id => !_ended.ContainsKey(id)).ToArray();

    /// <summary>All of them, in the order of their ids. None is waited for.</summary>
    public JobSnapshot<TResult>?[] InOrder() => Array.ConvertAll(ids, id => _ended[id]);
}
