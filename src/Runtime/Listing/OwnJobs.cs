using AsyncJobs.Shared;
using AsyncJobs.Storage;

namespace AsyncJobs.Listing;

/// <summary>Lists the jobs of one owner, page by page.</summary>
/// <param name="store">Where the keys are.</param>
/// <param name="reader">Reads the jobs.</param>
internal sealed class OwnJobs(IJobListStore store, RecordReader reader)
{
    /// <summary>How many jobs one page looks at, at most, where it leaves some out.</summary>
    public const int MostLookedAt = Rounds * MostKeys;

    private const int Rounds = 4;
    private const int MostKeys = 250;

    /// <summary>
    /// Reads a page. Without a filter that leaves jobs out it is one query and one read of as many jobs. With one it looks at
    /// <see cref="MostLookedAt"/> at most, and may have fewer jobs than asked for, or none, although others follow.
    /// </summary>
    /// <param name="filter">Which jobs, and whose.</param>
    /// <param name="after">After which key the page begins; null for the newest job.</param>
    /// <param name="size">How many jobs it has, at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<JobPage> ReadAsync(JobFilter filter, JobListKey? after, int size, CancellationToken cancellationToken)
    {
        JobListPart part = JobListPart.OfOwner(filter.Owner!);
        List<ListedRecord> found = [];
        JobListKey? last = after;
        for (int round = 0; round < (filter.LeavesOut ? Rounds : 1); round++)
        {
            JobListQuery query = new(part, filter.Since, last, filter.LeavesOut ? MostKeys : size);
            JobListKeys keys = await store.ListKeysAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (JobListKey[] chunk in Candidates(keys.Keys, filter, size))
            {
                foreach (ListedRecord job in await reader.ReadAsync(chunk, cancellationToken).ConfigureAwait(false))
                {
                    if (!filter.Takes(job.Record))
                        continue;

                    found.Add(job);
                    if (found.Count == size && filter.LeavesOut)
                        return new JobPage(found, keys.HasMore || job.Key != keys.Keys[^1] ? job.Key : null);
                }
            }

            if (!keys.HasMore)
                return new JobPage(found, null);
            last = keys.Keys[^1];
        }

        return new JobPage(found, last);
    }

    // Who asks for a status has jobs read that are not shown; all others are read because they are.
    private static IEnumerable<JobListKey[]> Candidates(IReadOnlyList<JobListKey> keys, JobFilter filter, int size) =>
        keys.Where(key => filter.Job is null || key.Job == filter.Job).Chunk(filter.Status is null ? size : ListRanges.MostPageSize);
}
