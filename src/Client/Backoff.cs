namespace AsyncJobs.Client;

/// <summary>
/// Counts the attempts of one operation and gives the pause after each: exponential, with full jitter above what the server asked for.
/// </summary>
internal sealed class Backoff(AsyncJobClientOptions options)
{
    private int _attempts;

    public TimeSpan Next(TimeSpan atLeast, TimeSpan remaining) =>
        Pause(_attempts++, options.BaseDelay, options.MaxDelay, atLeast, remaining, options.NextRandom());

    /// <summary>
    /// Gives <paramref name="atLeast"/> plus a random part. That part is drawn from all of 0 to its bound, and the bound is never less than
    /// <paramref name="atLeast"/> while <paramref name="max"/> permits: thousands who were told the same second must not come in the same second.
    /// </summary>
    /// <param name="attempt">Attempts before this one.</param>
    /// <param name="first">Bound of the random part for attempt 0.</param>
    /// <param name="max">Bound of the random part for any attempt.</param>
    /// <param name="atLeast">What the server asked for; the lower bound.</param>
    /// <param name="remaining">Time until the deadline, beyond which no pause goes; <see cref="Timeout.InfiniteTimeSpan"/> for none.</param>
    /// <param name="random">0 to 1.</param>
    internal static TimeSpan Pause(int attempt, TimeSpan first, TimeSpan max, TimeSpan atLeast, TimeSpan remaining, double random)
    {
        // An exponent that stays finite: zero times infinity is no number.
        double exponential = first.Ticks * Math.Pow(2, Math.Min(attempt, 60));
        double bound = Math.Min(max.Ticks, Math.Max(exponential, atLeast.Ticks));
        if (remaining != Timeout.InfiniteTimeSpan)
        {
            if (atLeast >= remaining)
                return remaining;

            bound = Math.Min(bound, (remaining - atLeast).Ticks);
        }

        return atLeast + TimeSpan.FromTicks((long)(bound * Math.Clamp(random, 0, 1)));
    }
}
