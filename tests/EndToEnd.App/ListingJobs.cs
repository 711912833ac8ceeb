using AsyncJobs.Jobs;

namespace AsyncJobs.EndToEnd.App;

/// <summary>Jobs that look at other jobs.</summary>
public static class ListingJobs
{
    /// <summary>The ids of all jobs of one definition, the newest first.</summary>
    [AsyncJob("POST /listings/{of}")]
    public static async Task<IReadOnlyList<string>> List(string of, string? owner, CancellationToken stop)
    {
        List<string> ids = [];
        await foreach (ListedJob job in AppJobs.Current.ListAsync(new JobListOptions { Job = of, Owner = owner }, stop))
            ids.Add(job.Id);
        return ids;
    }
}
