using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Endpoints;

/// <summary>Holds a request until its job ends, for callers who would rather wait than ask again (<c>Prefer: wait=N</c>, RFC 7240).</summary>
internal sealed class JobWaiter(IJobStore store, TimeProvider time, EndpointLog log)
{
    // API Gateway gives up after 29 s at the soonest, and a cold start comes out of them.
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(25);

    // Timers count whole milliseconds: less than one is no pause.
    private static readonly TimeSpan s_shortestPause = TimeSpan.FromMilliseconds(1);

    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Looks at the job, each time with one read, first after 100 ms and then after twice the pause before, up to every second; the last
    /// look is when the time is over. A look that fails ends the wait: what is known of the job is an answer too.
    /// </summary>
    /// <param name="record">The job as it stands.</param>
    /// <param name="seconds">How long the caller waits at most; 25 s and what the budget has are the limits.</param>
    /// <param name="invocation">The invocation that is held.</param>
    /// <param name="budget">Its time.</param>
    /// <returns>The job as it stood at the last look; null when it has expired or was removed meanwhile.</returns>
    public async ValueTask<JobRecord?> WaitAsync(JobRecord record, int seconds, Invocation invocation, InvocationBudget budget)
    {
        long start = time.GetTimestamp();
        TimeSpan most = TimeSpan.FromSeconds(Math.Min(seconds, s_longest.TotalSeconds));
        TimeSpan pause = s_firstPause;
        while (!record.IsFinished)
        {
            TimeSpan left = most - time.GetElapsedTime(start);
            TimeSpan remaining = budget.Remaining;
            if (remaining != Timeout.InfiniteTimeSpan && remaining < left)
                left = remaining;
            if (left < s_shortestPause)
                return record;

            try
            {
                await Task.Delay(pause < left ? pause : left, time, CancellationToken.None).ConfigureAwait(false);
                JobRecord? current = await store.GetAsync(record.Id, budget.Token).ConfigureAwait(false);
                if (current is null || current.PurgedAt is not null || current.ExpiresAt <= time.RecordNow())
                    return null;
                record = current;
            }
            catch (Exception exception)
            {
                bool isOver = exception is OperationCanceledException && budget.IsSpent;
                if (!isOver)
                    log.WaitNotRead(record, invocation, exception);
                return record;
            }

            pause = pause * 2 < s_longestPause ? pause * 2 : s_longestPause;
        }

        return record;
    }
}
