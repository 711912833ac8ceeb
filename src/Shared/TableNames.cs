using Microsoft.CodeAnalysis;

namespace AsyncJobs.Shared;

/// <summary>The attributes of the table that its definition names.</summary>
[Embedded]
internal static class TableNames
{
    /// <summary>The partition key, a string: the job's id.</summary>
    public const string Id = "id";

    /// <summary>The TTL attribute, in seconds since 1970.</summary>
    public const string ExpiresAt = "expiresAt";
}
