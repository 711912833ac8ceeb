namespace AsyncJobs.Lifecycle;

/// <summary>The callback that a job's caller asked for.</summary>
/// <param name="Url">Where the job's end is to be told. It may hold credentials of the receiver: neither shown to readers nor logged whole.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Attempts">How often it was tried.</param>
public sealed record JobCallback(string Url, JobCallbackStatus Status = JobCallbackStatus.Pending, int Attempts = 0)
{
    /// <summary>How many tries are kept. Each update of an item is paid for by the whole item: these are 2 KB at most.</summary>
    internal const int MostTries = 12;

    /// <summary>When it is tried next; a message of the jobs' queue sees to it. Null where nobody has planned it.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>
    /// How many <see cref="Attempts"/> there were when its schedule began: 0, or those before somebody had it delivered anew.
    /// </summary>
    public int AttemptsBefore { get; init; }

    /// <summary>
    /// The token of the message of the jobs' queue that brings the later tries. Any other message ends when it comes, so that there is one such
    /// message, however often somebody has the callback delivered anew. Null while there is none, and once nothing is to come.
    /// </summary>
    public string? Chain { get; init; }

    /// <summary>Who tries it at the moment; null for nobody, and for whoever tells the job's end as the first one.</summary>
    public JobCallbackClaim? Claim { get; init; }

    /// <summary>The latest tries, at most 12, the oldest first: for operators. The list is copied.</summary>
    public IReadOnlyList<JobCallbackTry> Tries { get; init => field = value is [] ? [] : Array.AsReadOnly([.. value]); } = [];

    /// <summary>Whether both say the same.</summary>
    public bool Equals(JobCallback? other) =>
        ReferenceEquals(this, other)
        || (other is not null
            && (Url, Status, Attempts, NextAt, AttemptsBefore) == (other.Url, other.Status, other.Attempts, other.NextAt, other.AttemptsBefore)
            && (Chain, Claim) == (other.Chain, other.Claim)
            && Tries.SequenceEqual(other.Tries));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Url, Status, Attempts, NextAt, AttemptsBefore, Claim, Chain, Tries.Count);
}
