namespace AsyncJobs.Direct.Sending;

/// <summary>
/// The time of a service, by which requests have to be signed: that of this machine, with the difference that the last answer showed.
/// </summary>
/// <param name="time">The time of this machine.</param>
internal sealed class ServiceClock(TimeProvider time)
{
    // Services take requests that are up to five minutes off.
    private static readonly TimeSpan s_mostOff = TimeSpan.FromMinutes(4);

    // The time of an answer to a request that took longer than this says nothing.
    private static readonly TimeSpan s_longestRequest = TimeSpan.FromMinutes(15);

    // A date that is not between these is that of nobody's clock. The machine's own may be: one without a battery begins in 1970.
    private static readonly DateTimeOffset s_earliest = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_latest = new(2125, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private long _differenceTicks;

    /// <summary>The difference that is counted in now.</summary>
    public TimeSpan Difference => new(Volatile.Read(ref _differenceTicks));

    /// <summary>Learns from an answer.</summary>
    /// <param name="sentAt">When the request was sent, by this machine.</param>
    /// <param name="used">The difference by which it was signed.</param>
    /// <param name="response">The answer.</param>
    /// <returns>Whether it was signed with a time that is far from the service's.</returns>
    public bool Learn(DateTimeOffset sentAt, TimeSpan used, HttpResponseMessage response)
    {
        DateTimeOffset receivedAt = time.GetUtcNow();

        // What comes out of a cache has the time of another answer.
        if (response.Headers.Date is not { } date || response.Headers.Age is not null || receivedAt - sentAt > s_longestRequest)
            return false;

        if (date < s_earliest || date > s_latest)
            return false;

        TimeSpan difference = date - receivedAt;
        Volatile.Write(ref _differenceTicks, difference.Ticks);
        return (difference - used).Duration() > s_mostOff;
    }
}
