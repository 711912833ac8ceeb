namespace AsyncJobs.Lifecycle;

/// <summary>
/// The attempts of a job that another one followed, or another invocation of the same one. It is empty for a job that ended in its first invocation:
/// <see cref="JobRecord.LatestAttempt"/> has that one.
/// </summary>
/// <param name="Attempts">The latest of them, at most 10, the oldest first. The list is copied.</param>
/// <param name="LeftOut">How many came before these and are not kept.</param>
/// <remarks>An attempt that an older version of the library ended is neither kept nor counted.</remarks>
public sealed record JobHistory(IReadOnlyList<JobAttempt> Attempts, int LeftOut)
{
    /// <summary>How many attempts are kept. Each update of an item is paid for by the whole item: these are 1 KB without their errors.</summary>
    internal const int MostAttempts = 10;

    /// <summary>The history of a job of which no attempt was followed by another one.</summary>
    public static JobHistory Empty { get; } = new([], 0);

    /// <summary>The latest attempts that were followed by another one, at most 10, the oldest first.</summary>
    public IReadOnlyList<JobAttempt> Attempts { get; } = Attempts is [] ? [] : Array.AsReadOnly([.. Attempts]);

    /// <summary>Whether both hold the same attempts.</summary>
    public bool Equals(JobHistory? other) =>
        ReferenceEquals(this, other) || (other is not null && LeftOut == other.LeftOut && Attempts.SequenceEqual(other.Attempts));

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(LeftOut, Attempts.Count);

    /// <summary>The history with one more attempt, and without the oldest where there would be too many.</summary>
    internal JobHistory With(JobAttempt ended)
    {
        int surplus = Math.Max(0, Attempts.Count + 1 - MostAttempts);
        return new([.. Attempts.Skip(surplus), ended], LeftOut + surplus);
    }
}
