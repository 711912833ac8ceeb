namespace AsyncJobs.Limits;

/// <summary>Whether an owner may start another job, by what is counted of them.</summary>
internal abstract record StartVerdict
{
    private StartVerdict()
    {
    }

    /// <summary>The job is counted already: another request starts it under the same idempotency key.</summary>
    public sealed record Counted : StartVerdict;

    /// <summary>They may, once this is written.</summary>
    public sealed record May(UsageChange.Count Change) : StartVerdict;

    /// <summary>They have as many unfinished jobs as they may have.</summary>
    public sealed record Full : StartVerdict;

    /// <summary>They have started as many jobs in this minute as they may.</summary>
    /// <param name="RetryAfter">How long until the next minute.</param>
    public sealed record TooMany(TimeSpan RetryAfter) : StartVerdict;

    /// <summary>Judges a start.</summary>
    /// <param name="usage">What is counted; null for nothing yet.</param>
    /// <param name="limits">What they may have and start.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="expiresAt">Until when it matters that the job is counted.</param>
    /// <param name="now">The time.</param>
    public static StartVerdict Judge(OwnerUsage? usage, OwnerLimits limits, string jobId, DateTimeOffset expiresAt, DateTimeOffset now)
    {
        OwnerUsage known = usage ?? new OwnerUsage();
        if (limits.MostUnfinished > 0 && known.Unfinished.ContainsKey(jobId))
            return new Counted();

        // The clock of whoever counted last may be ahead.
        long minute = Math.Max(known.Minute, now.ToUnixTimeSeconds() / 60);
        bool isFirst = known.Minute < minute;
        if (limits.MostStartsPerMinute > 0 && !isFirst && known.Starts >= limits.MostStartsPerMinute)
            return new TooMany(DateTimeOffset.FromUnixTimeSeconds((minute + 1) * 60) - now);
        if (limits.MostUnfinished > 0 && known.Unfinished.Count >= limits.MostUnfinished)
            return new Full();

        DateTimeOffset last = known.ExpiresAt > expiresAt ? known.ExpiresAt : expiresAt;
        return new May(new UsageChange.Count(jobId, now, last, limits, minute, isFirst));
    }
}
