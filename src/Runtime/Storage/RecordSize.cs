using System.Text;
using AsyncJobs.Lifecycle;
using AsyncJobs.Shared;

namespace AsyncJobs.Storage;

/// <summary>How much of an item of DynamoDB a record takes, for stores that are no DynamoDB and have to show what it would refuse.</summary>
internal static class RecordSize
{
    /// <summary>All that does not grow, in bytes: names of attributes, numbers, tokens and digests. Rather too much than too little.</summary>
    public const int Rest = 1024;

    // The same of an attempt in the history.
    private const int RestOfAttempt = 102;

    // The same of a try of a callback.
    private const int RestOfTry = 60;

    /// <summary>The most that the record takes as an item, in bytes, and at least that less <see cref="Rest"/>.</summary>
    public static int Of(JobRecord record)
    {
        long bytes = Rest
            + record.State.Length
            + record.Result.Length
            + Of(record.Id)
            + Of(record.Job)
            + Of(record.Owner)
            + Of(record.CorrelationId)
            + Of(record.Lease?.RequestId)
            + Of(record.Progress?.Message)
            + Of(record.Error?.Message)
            + Of(record.Error?.RequestId)
            + Of(record.Error?.Service)
            + Of(record.Callback?.Url)
            + (record.Callback?.Tries.Sum(static one => RestOfTry + Of(one.Fault)) ?? 0)
            + Of(record.ResultReference?.Key)
            + Of(record.ResultFileKey)
            + Of(record.InputReference?.Key)
            + Of(record.RetryOf)
            + record.History.Attempts.Sum(static attempt => RestOfAttempt + Of(attempt.RequestId) + Of(attempt.Error?.Message));
        return (int)Math.Min(bytes, int.MaxValue);
    }

    /// <exception cref="JobStoreException">The record is too large.</exception>
    public static void Check(JobRecord record)
    {
        int bytes = Of(record);
        if (bytes > TableLimits.MostItemBytes)
        {
            throw new JobStoreException(
                $"DynamoDB could not store this: the record takes {bytes} bytes, and the size of an item is at most {TableLimits.MostItemBytes}.",
                isTransient: false);
        }
    }

    private static int Of(string? text) => text is null ? 0 : Encoding.UTF8.GetByteCount(text);
}
