using AsyncJobs.Lifecycle;

namespace AsyncJobs.Storage;

/// <summary>The jobs that one partition of an index has: those of one owner, or one shard of all.</summary>
/// <param name="Owner">The owner; null for a shard.</param>
/// <param name="Shard">The shard.</param>
internal readonly record struct JobListPart(string? Owner, int Shard)
{
    /// <summary>
    /// Into how many partitions the list of all jobs is divided. DynamoDB takes 1,000 writes a second into each
    /// (https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html), and reading the list takes a query of each.
    /// A number that is lower than before would hide jobs.
    /// </summary>
    public const int Shards = 16;

    public static JobListPart OfOwner(string owner) => new(owner, 0);

    public static JobListPart OfShard(int shard) => new(null, shard);

    /// <summary>The shard of a job, by its id alone, so that the jobs of one name and one second are in all of them.</summary>
    public static int ShardOf(string id)
    {
        // FNV-1a: the same in every process and version, and even for ids that are not random.
        uint hash = 2166136261;
        foreach (char c in id)
            hash = (hash ^ c) * 16777619;
        return (int)((hash ^ (hash >> 16)) % Shards);
    }

    /// <summary>Whether a job is in it.</summary>
    public bool Has(JobRecord record) => Owner is null
        ? record.IsListedForAll && ShardOf(record.Id) == Shard
        : record.IsListed && record.Owner == Owner;
}
