using AsyncJobs.Jobs;
using AsyncJobs.Shared;
using AsyncJobs.Storage;

namespace AsyncJobs.Local.CommandLine;

/// <summary>
/// By which indexes jobs are listed here: what the environment says, as on AWS, else what the build said as AsyncJobsList and AsyncJobsListAll.
/// </summary>
/// <param name="OfOwners">Whether callers list their own jobs.</param>
/// <param name="OfAll">Whether all jobs are listed.</param>
internal readonly record struct LocalLists(bool OfOwners, bool OfAll)
{
    /// <summary>The indexes that the table needs.</summary>
    public DynamoDbTableIndexes Indexes =>
        (OfOwners ? DynamoDbTableIndexes.ByOwner : DynamoDbTableIndexes.None) | (OfAll ? DynamoDbTableIndexes.ByTime : DynamoDbTableIndexes.None);

    /// <exception cref="LocalOptionsException">One is malformed, several assemblies say different ones, or no job has an owner.</exception>
    public static LocalLists Of(JobApp app, Func<string, string?> read, string? owner)
    {
        LocalLists lists = new(
            LocalSwitch.Of(app, ManifestNames.List, JobVariables.List, read),
            LocalSwitch.Of(app, ManifestNames.ListAll, JobVariables.ListAll, read));
        return lists.OfOwners && string.Equals(owner, OwnerValue.None, StringComparison.OrdinalIgnoreCase)
            ? throw new LocalOptionsException($"AsyncJobsList {OwnerValue.NobodyLists}.")
            : lists;
    }
}
