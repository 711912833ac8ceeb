using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Listing;

/// <summary>Reads the jobs of which a list has the keys.</summary>
/// <param name="jobs">When each job has to end.</param>
/// <param name="store">Where the jobs are.</param>
/// <param name="time">The clock.</param>
internal sealed class RecordReader(JobCatalog jobs, IJobListStore store, TimeProvider time)
{
    // With pauses of 50 ms up to 2 s, about 10 s in which a table gives nothing at all.
    private const int MostVainReads = 9;

    private static readonly TimeSpan s_firstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(2);

    /// <summary>Reads jobs in the order of their keys. Left out is what is gone, expired, removed, or not what the key was made of.</summary>
    /// <exception cref="JobStoreException">The table gives nothing for too long.</exception>
    public async ValueTask<IReadOnlyList<ListedRecord>> ReadAsync(IReadOnlyList<JobListKey> keys, CancellationToken cancellationToken)
    {
        if (keys.Count == 0)
            return [];

        Dictionary<string, JobRecord> records = new(keys.Count, StringComparer.Ordinal);
        IReadOnlyList<string> unread = [.. keys.Select(static key => key.Id)];
        int vain = 0;
        TimeSpan pause = s_firstPause;
        while (true)
        {
            JobOutlines outlines = await store.ReadOutlinesAsync(unread, cancellationToken).ConfigureAwait(false);
            foreach (JobRecord record in outlines.Records)
                records[record.Id] = record;
            unread = outlines.Unread;
            if (unread.Count == 0)
                break;

            // An answer is cut off at 16 MB, and then goes on at once. One without a single job means that there were too many requests.
            if (outlines.Records.Count > 0)
                continue;
            if (++vain == MostVainReads)
                throw new JobStoreException("The table does not give the jobs of a list: there are too many requests for it.", isTransient: true);
            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < s_longestPause ? pause * 2 : s_longestPause;
        }

        DateTimeOffset now = time.RecordNow();
        List<ListedRecord> listed = new(keys.Count);
        foreach (JobListKey key in keys)
        {
            if (records.TryGetValue(key.Id, out JobRecord? record) && IsShown(record, key, now))
                listed.Add(new ListedRecord(key, record, IsLost(record, now)));
        }

        return listed;
    }

    // An index may still have the key of a job whose id another one has since: that one has a key of its own.
    private static bool IsShown(JobRecord record, JobListKey key, DateTimeOffset now) =>
        record.PurgedAt is null && record.ExpiresAt > now && JobListKey.Of(record) == key;

    // As who reads the job judges it.
    private bool IsLost(JobRecord record, DateTimeOffset now) =>
        LostJob.Judge(record, jobs.TermsOf(record.Job, now) with { MaxAttempts = null }, now) is NextStep.End;
}
