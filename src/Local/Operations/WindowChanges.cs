namespace AsyncJobs.Local.Operations;

/// <summary>The jobs of a window, or what has changed since an earlier answer.</summary>
/// <param name="Revision">What the next question names.</param>
/// <param name="IsReset">Whether these are all jobs.</param>
/// <param name="Jobs">The jobs, or those that are new or have changed.</param>
/// <param name="Removed">The ids of those that are gone.</param>
/// <param name="HasMore">Whether there are older ones.</param>
/// <param name="AsOf">When the store was looked at.</param>
internal sealed record WindowChanges(
    WindowRevision Revision, bool IsReset, IReadOnlyList<JobItem> Jobs, IReadOnlyList<string> Removed, bool HasMore, DateTimeOffset AsOf)
{
    /// <summary>Whether nothing has changed.</summary>
    public bool IsEmpty => !IsReset && Jobs.Count == 0 && Removed.Count == 0;
}
