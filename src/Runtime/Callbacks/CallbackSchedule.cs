using AsyncJobs.Shared;

namespace AsyncJobs.Callbacks;

/// <summary>
/// When a callback is tried again that was not taken: by <see cref="CallbackTimes"/>, which are over after three days.
/// </summary>
/// <param name="jitter">Gives a number from 0 to 1: how much of <see cref="CallbackTimes.MostJitter"/> a pause is longer.</param>
/// <param name="scale">
/// What a planned pause is multiplied by, at most 1: a developer does not wait for days. What a receiver asks for stays as it is.
/// </param>
internal sealed class CallbackSchedule(Func<double> jitter, double scale)
{
    /// <summary>How often it is tried where no queue brings the later tries: all of them within one invocation.</summary>
    public const int MostTriesWithoutQueue = 5;

    /// <summary>A receiver that asks for more time than this gets this.</summary>
    public static readonly TimeSpan LongestRetryAfter = TimeSpan.FromHours(24);

    private static readonly TimeSpan s_firstPauseWithoutQueue = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestPauseWithoutQueue = TimeSpan.FromSeconds(8);

    /// <summary>
    /// How long to wait after a try that failed. A receiver is not asked sooner than it wants to be, nor sooner than by the schedule.
    /// </summary>
    /// <param name="tries">How many there were, at least 1.</param>
    /// <param name="retryAfter">What the receiver asked for; null for nothing.</param>
    /// <returns>Null after the last one.</returns>
    public TimeSpan? PauseAfter(int tries, TimeSpan? retryAfter)
    {
        if (tries > CallbackTimes.Pauses.Length)
            return null;

        TimeSpan asked = retryAfter is not { } wanted ? TimeSpan.Zero : wanted < LongestRetryAfter ? wanted : LongestRetryAfter;
        TimeSpan planned = CallbackTimes.Pauses[Math.Max(0, tries - 1)] * (1 + (CallbackTimes.MostJitter * jitter())) * scale;
        return asked > planned ? asked : planned;
    }

    /// <summary>
    /// The same where all tries are within one invocation: 1, 2, 4 and 8 s, of which the second half is random. A receiver that asks for more time
    /// gets 8 s.
    /// </summary>
    /// <param name="tries">How many there were in this invocation, at least 1.</param>
    /// <param name="retryAfter">What the receiver asked for; null for nothing.</param>
    /// <returns>Null after the last one.</returns>
    public TimeSpan? PauseWithoutQueue(int tries, TimeSpan? retryAfter)
    {
        if (tries >= MostTriesWithoutQueue)
            return null;

        TimeSpan planned = s_firstPauseWithoutQueue * (1 << (tries - 1)) / 2 * (1 + jitter());
        TimeSpan asked = retryAfter is not { } wanted ? TimeSpan.Zero
            : wanted < s_longestPauseWithoutQueue ? wanted
            : s_longestPauseWithoutQueue;
        return asked > planned ? asked : planned;
    }
}
