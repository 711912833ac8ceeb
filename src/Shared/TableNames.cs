using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>The attributes of the table and the indexes that its definition names.</summary>
[Embedded]
internal static class TableNames
{
    /// <summary>The partition key, a string: the job's id.</summary>
    public const string Id = "id";

    /// <summary>The TTL attribute, in seconds since 1970.</summary>
    public const string ExpiresAt = "expiresAt";

    /// <summary>The index by which the jobs of one owner are listed: <see cref="ListKey"/> and <see cref="ListSort"/>.</summary>
    public const string OwnerIndex = "byOwner";

    /// <summary>The index by which all jobs are listed: <see cref="ListShard"/> and <see cref="ListSort"/>.</summary>
    public const string TimeIndex = "byTime";

    /// <summary>The partition key of <see cref="OwnerIndex"/>, a string: what stands for the owner.</summary>
    public const string ListKey = "listKey";

    /// <summary>The partition key of <see cref="TimeIndex"/>, a string: the number of a shard.</summary>
    public const string ListShard = "listShard";

    /// <summary>The sort key of both indexes, a string: the time of the start, the id and the job's name.</summary>
    public const string ListSort = "listSort";
}
