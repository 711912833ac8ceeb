namespace AsyncJobs.Direct.Sending;

/// <summary>How often one request is sent again, and when: as the SDK's standard mode does it.</summary>
/// <param name="quota">That of all requests to the service.</param>
/// <param name="firstPause">The longest pause before the first repetition of what was not throttled.</param>
/// <param name="jitter">Gives numbers from 0 to 1: what part of the longest pause is waited for.</param>
internal sealed class Retries(RetryQuota quota, TimeSpan firstPause, Func<double> jitter)
{
    /// <summary>How often a request is sent again at most.</summary>
    public const int Most = 3;

    // Not counted among these, and without a pause: the next try has a new connection, or the next one that was closed.
    private const int MostOfConnection = 10;

    private const int Cost = 14;
    private const int CostOfThrottling = 5;
    private const int GainWithoutRetry = 1;

    private static readonly TimeSpan s_firstPauseOfThrottling = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_mostAddedByService = TimeSpan.FromSeconds(5);

    private int _ofConnection;
    private int _lastCost;
    private bool _hasNewKeys;

    /// <summary>How often it was sent again.</summary>
    public int Count { get; private set; }

    /// <summary>For how long to wait before the next try.</summary>
    public TimeSpan Pause { get; private set; }

    /// <summary>Whether there is another try after a failure.</summary>
    /// <param name="failure">The failure.</param>
    /// <param name="attempt">The try that failed.</param>
    /// <param name="renew">Forgets the keys of the try, and says whether there may be others.</param>
    public bool MayGoOn(Exception failure, Attempt attempt, Func<Attempt, bool> renew)
    {
        Pause = TimeSpan.Zero;
        if (_ofConnection < MostOfConnection && RetryRules.IsOfConnection(failure))
        {
            _ofConnection++;
            return true;
        }

        if (Count == Most)
            return false;

        if (!_hasNewKeys && RetryRules.IsExpired(failure))
        {
            _hasNewKeys = true;
            Count++;
            return renew(attempt);
        }

        bool isThrottled = RetryRules.IsThrottling(failure);
        bool passes = isThrottled || RetryRules.IsTransient(failure) || (attempt.IsClockWrong && RetryRules.MayBeOfClock(failure));
        int cost = isThrottled ? CostOfThrottling : Cost;
        if (!passes || !quota.TryTake(cost))
            return false;

        _lastCost = cost;
        Pause = Next(isThrottled ? s_firstPauseOfThrottling : firstPause, Count, attempt.RetryAfter);
        Count++;
        return true;
    }

    /// <summary>Puts back what the last repetition has cost.</summary>
    public void Succeeded() => quota.Return(_lastCost == 0 ? GainWithoutRetry : _lastCost);

    private TimeSpan Next(TimeSpan first, int before, TimeSpan? asked)
    {
        TimeSpan longest = first * Math.Pow(2, before);
        TimeSpan pause = (longest < s_longestPause ? longest : s_longestPause) * jitter();
        if (asked is not { } wanted || wanted < pause)
            return pause;

        return wanted < pause + s_mostAddedByService ? wanted : pause + s_mostAddedByService;
    }
}
