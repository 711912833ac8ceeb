namespace AsyncJobs.Storage;

/// <summary>
/// The indexes that a jobs' table has beside its items. An index costs what is written into it: one unit for each job that has its keys.
/// </summary>
[Flags]
public enum DynamoDbTableIndexes
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The one by which callers list their jobs; see <see cref="Jobs.JobPlatform.AllowsList"/>.</summary>
    ByOwner = 1,

    /// <summary>The one by which all jobs are listed; see <see cref="Jobs.JobPlatform.ListsAll"/>.</summary>
    ByTime = 2,
}
