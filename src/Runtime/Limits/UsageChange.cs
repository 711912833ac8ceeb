namespace AsyncJobs.Limits;

/// <summary>
/// A step of what is counted of an owner. <see cref="OwnerUsage.Apply"/> says what it requires and does; a store applies it in one write.
/// </summary>
internal abstract record UsageChange
{
    private UsageChange()
    {
    }

    /// <summary>A job is to be started.</summary>
    /// <param name="JobId">Its id.</param>
    /// <param name="At">When.</param>
    /// <param name="ExpiresAt">When nothing of what is counted matters any more; not sooner than before.</param>
    /// <param name="Limits">What the owner may have and start.</param>
    /// <param name="Minute">The minute of the start, in minutes since 1970.</param>
    /// <param name="IsFirst">Whether no start of this minute was counted when the usage was read.</param>
    public sealed record Count(
        string JobId, DateTimeOffset At, DateTimeOffset ExpiresAt, OwnerLimits Limits, long Minute, bool IsFirst) : UsageChange;

    /// <summary>A job has ended, or was not started after all.</summary>
    /// <param name="JobId">Its id.</param>
    public sealed record Release(string JobId) : UsageChange;

    /// <summary>Somebody takes it on to look whether jobs that are counted have ended.</summary>
    /// <param name="At">When.</param>
    /// <param name="NotSince">Refused where somebody has looked after this.</param>
    public sealed record Check(DateTimeOffset At, DateTimeOffset NotSince) : UsageChange;
}
