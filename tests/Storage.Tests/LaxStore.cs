using System.Collections.Concurrent;
using AsyncJobs.Lifecycle;

namespace AsyncJobs.Storage.Tests;

/// <summary>A store that leaves one of its conditions out: the random lives have to find it.</summary>
/// <param name="missing">Which.</param>
internal sealed class LaxStore(string missing) : IJobStore
{
    private readonly ConcurrentDictionary<string, JobRecord> _records = new(StringComparer.Ordinal);

    public ValueTask<JobRecord?> CreateAsync(JobRecord record, DateTimeOffset now, CancellationToken cancellationToken)
    {
        JobRecord there = _records.GetOrAdd(record.Id, record);
        return new(ReferenceEquals(there, record) ? null : there);
    }

    public ValueTask<JobRecord?> GetAsync(string id, CancellationToken cancellationToken) => new(_records.GetValueOrDefault(id));

    public ValueTask<JobTransitionResult> ApplyAsync(string id, JobTransition transition, DateTimeOffset now, CancellationToken cancellationToken)
    {
        JobRecord current = _records[id];
        JobRecord? next = JobStateMachine.Apply(current, transition, now) ?? JobStateMachine.Apply(Loosen(current, transition), transition, now);
        if (next is null)
            return new(new JobTransitionResult(JobStateMachine.IsAlreadyApplied(current, transition), current));

        _records[id] = next;
        return new(new JobTransitionResult(true, transition is JobTransition.Finish ? null : next));
    }

    public ValueTask<JobRecord?> DeleteUndispatchedAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();

    /// <summary>The record as it would have to be for the condition to hold.</summary>
    private JobRecord Loosen(JobRecord record, JobTransition transition) => (missing, transition) switch
    {
        ("lease", JobTransition.Finish finish) when record.Lease is not null => record with { Lease = record.Lease with { Token = finish.LeaseToken } },
        ("lease", JobTransition.Release release) when record.Lease is not null => record with { Lease = record.Lease with { Token = release.LeaseToken } },
        ("claim", JobTransition.Claim) when record.Lease is not null => record with { Lease = record.Lease with { Until = DateTimeOffset.MinValue } },
        ("retry time", JobTransition.Claim) when record.Lease is not null => record with { Lease = record.Lease with { RetryFrom = DateTimeOffset.MinValue } },
        ("continuation", JobTransition.Claim claim) => record with { Continuation = claim.Continuation },
        ("attempts", JobTransition.Claim) => record with { Attempt = Math.Min(record.Attempt, 1) },
        ("end", JobTransition.Finish finish) when record.IsFinished => record with { Status = JobStatus.Running, Lease = record.Lease! with { Token = finish.LeaseToken } },
        _ => record,
    };
}
