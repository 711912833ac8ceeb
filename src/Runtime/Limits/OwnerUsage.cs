using System.Collections.Immutable;

namespace AsyncJobs.Limits;

/// <summary>
/// What is counted of one owner. Unfinished jobs are counted by their ids, so that none is counted twice, and none is taken away that was not
/// counted.
/// </summary>
internal sealed record OwnerUsage
{
    /// <summary>The jobs that have not finished, as far as is known, and when each was started.</summary>
    public ImmutableSortedDictionary<string, DateTimeOffset> Unfinished { get; init; } =
        ImmutableSortedDictionary.Create<string, DateTimeOffset>(StringComparer.Ordinal);

    /// <summary>The minute of the last start, in minutes since 1970.</summary>
    public long Minute { get; init; }

    /// <summary>How many jobs were started in that minute.</summary>
    public int Starts { get; init; }

    /// <summary>When somebody last looked whether jobs have ended.</summary>
    public DateTimeOffset? CheckedAt { get; init; }

    /// <summary>When nothing of this matters any more.</summary>
    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Applies a change. Every store must agree with it.</summary>
    /// <param name="usage">What is counted; null for nothing yet.</param>
    /// <param name="change">The step.</param>
    /// <returns>What is counted then; null where the step is refused.</returns>
    public static OwnerUsage? Apply(OwnerUsage? usage, UsageChange change) => change switch
    {
        UsageChange.Count count when CanCount(usage ?? new(), count) => Counted(usage ?? new(), count),
        UsageChange.Release release when usage?.Unfinished.ContainsKey(release.JobId) is true =>
            usage with { Unfinished = usage.Unfinished.Remove(release.JobId) },
        UsageChange.Check check when usage is not null && (usage.CheckedAt is null || usage.CheckedAt <= check.NotSince) =>
            usage with { CheckedAt = check.At },
        _ => null,
    };

    private static bool CanCount(OwnerUsage usage, UsageChange.Count count)
    {
        OwnerLimits limits = count.Limits;
        bool hasPlace = limits.MostUnfinished == 0
            || (usage.Unfinished.Count < limits.MostUnfinished && !usage.Unfinished.ContainsKey(count.JobId));
        bool hasStart = limits.MostStartsPerMinute == 0
            || (count.IsFirst ? usage.Minute < count.Minute : usage.Minute == count.Minute && usage.Starts < limits.MostStartsPerMinute);
        return hasPlace && hasStart && usage.ExpiresAt <= count.ExpiresAt;
    }

    private static OwnerUsage Counted(OwnerUsage usage, UsageChange.Count count)
    {
        OwnerUsage counted = usage with { ExpiresAt = count.ExpiresAt };
        if (count.Limits.MostUnfinished > 0)
            counted = counted with { Unfinished = usage.Unfinished.Add(count.JobId, count.At) };
        if (count.Limits.MostStartsPerMinute > 0)
            counted = counted with { Minute = count.Minute, Starts = count.IsFirst ? 1 : usage.Starts + 1 };
        return counted;
    }
}
