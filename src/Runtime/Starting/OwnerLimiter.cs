using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Limits;
using AsyncJobs.Storage;

namespace AsyncJobs.Starting;

/// <summary>Counts the jobs of each owner before they are started, and refuses those that are too many.</summary>
/// <remarks>
/// A place is taken before the job is stored, and given back after it has ended. Whoever breaks off in between leaves a place that no job needs,
/// which is found when the owner has no other left: nothing is counted for ever that is not there.
/// </remarks>
internal sealed class OwnerLimiter(OwnerLimits limits, IJobStore store, IOwnerUsageStore usage, EndLost endLost, TimeProvider time)
{
    // Each time, another request of the same owner was quicker.
    private const int MostTries = 10;

    // How many jobs one request looks at.
    private const int MostLooks = 10;

    // How long a request may take between its place and its record, and how often somebody looks.
    private static readonly TimeSpan s_lookPause = TimeSpan.FromMinutes(1);

    // After this, a place that is free is enough.
    private static readonly TimeSpan s_looksLimit = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan s_fullPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_busyPause = TimeSpan.FromSeconds(1);

    /// <summary>Whether a start is counted. One without an owner is not.</summary>
    public bool IsFor(JobStartRequest request) => request.Owner is not null && !request.IgnoresLimits && !limits.IsNone;

    /// <summary>Counts a start.</summary>
    /// <param name="request">The start.</param>
    /// <param name="budget">The invocation's time.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>Whether the job has a place among its owner's unfinished jobs, which is to be given back.</returns>
    /// <exception cref="JobLimitException">There are too many.</exception>
    public async ValueTask<bool> TakeAsync(JobStartRequest request, InvocationBudget budget, CancellationToken cancellationToken)
    {
        string key = OwnerKey.Of(request.Owner!);
        for (int attempt = 1; attempt <= MostTries; attempt++)
        {
            DateTimeOffset now = time.RecordNow();
            OwnerUsage? known = await usage.GetUsageAsync(key, cancellationToken).ConfigureAwait(false);
            switch (StartVerdict.Judge(known, limits, request.Id, ExpiryOf(request.Job, now), now))
            {
                case StartVerdict.Counted:
                    return true;

                case StartVerdict.May(var change):
                    if (await usage.ApplyAsync(key, change, cancellationToken).ConfigureAwait(false))
                        return limits.MostUnfinished > 0;
                    break;

                case StartVerdict.TooMany(var retryAfter):
                    throw new JobLimitException(
                        $"At most {limits.MostStartsPerMinute} jobs may be started in a minute, and so many were. Start the job in the next one.",
                        retryAfter);

                default:
                    if (!await FreeAsync(known!, now, request, budget, cancellationToken).ConfigureAwait(false))
                    {
                        throw new JobLimitException(
                            $"At most {limits.MostUnfinished} jobs may be unfinished at a time, and so many are. Start the job when one has ended.",
                            s_fullPause);
                    }

                    break;
            }
        }

        throw new JobLimitException("Many jobs are being started at this moment. Start the job again.", s_busyPause);
    }

    /// <summary>
    /// Gives back the places of jobs that have ended, are lost, or were never stored. Costs a write and up to ten reads, once a minute at most for an
    /// owner who has no place left.
    /// </summary>
    /// <returns>Whether there is one.</returns>
    private async ValueTask<bool> FreeAsync(
        OwnerUsage known, DateTimeOffset now, JobStartRequest request, InvocationBudget budget, CancellationToken cancellationToken)
    {
        string key = OwnerKey.Of(request.Owner!);
        DateTimeOffset notSince = now - s_lookPause;
        string[] oldest =
            [.. known.Unfinished.Where(job => job.Value <= notSince).OrderBy(static job => job.Value).Take(MostLooks).Select(static job => job.Key)];
        if (oldest.Length == 0
            || known.CheckedAt > notSince
            || !await usage.ApplyAsync(key, new UsageChange.Check(now, notSince), cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        long start = time.GetTimestamp();
        bool isFree = false;
        foreach (string id in oldest)
        {
            if (!await IsOverAsync(id, request, budget, cancellationToken).ConfigureAwait(false))
                continue;

            // Whoever has ended the job just now has given its place back.
            await usage.ApplyAsync(key, new UsageChange.Release(id), cancellationToken).ConfigureAwait(false);
            isFree = true;

            // The callback of a job that was lost may have taken seconds, and somebody waits for the job that is to be started.
            if (time.GetElapsedTime(start) > s_looksLimit)
                break;
        }

        return isFree;
    }

    private async ValueTask<bool> IsOverAsync(string id, JobStartRequest request, InvocationBudget budget, CancellationToken cancellationToken)
    {
        JobRecord? record = await store.GetAsync(id, cancellationToken).ConfigureAwait(false);
        if (record is null || record.IsFinished || record.ExpiresAt <= time.RecordNow())
            return true;

        record = await endLost(record, request.RequestId, budget, cancellationToken).ConfigureAwait(false);
        return record is null or { IsFinished: true };
    }

    // A job that goes on in other invocations can be read for longer than it says at its start. A minute is for the way from here to the record.
    private DateTimeOffset ExpiryOf(JobDefinition job, DateTimeOffset now)
    {
        if (limits.MostUnfinished == 0)
            return now + s_lookPause + s_lookPause;

        DateTimeOffset expiry = JobRetention.UnfinishedExpiryOf(job, now) + s_lookPause;
        return job.StateType is null ? expiry : expiry + LostJob.LongestQueue + TimeSpan.FromSeconds(job.TotalTimeoutSeconds);
    }
}
