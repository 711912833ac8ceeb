using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Buffers;
using AsyncJobs.Lifecycle;

namespace AsyncJobs.Jobs;

/// <summary>Shows a record to code that knows the type of the job's result.</summary>
internal static class SnapshotReader
{
    /// <param name="job">The record's definition; null where its result is no matter.</param>
    /// <param name="record">The record, with its result where it has one.</param>
    public static JobSnapshot<TResult> Read<TResult>(JobDefinition<TResult>? job, JobRecord record) => new()
    {
        Id = record.Id,
        Status = record.Status,
        CreatedAt = record.CreatedAt,
        IsStartUnsure = record.IsStartUnsure,
        RetryOf = record.RetryOf,
        IsCancelRequested = record.IsCancelRequested,
        StartedAt = record.StartedAt,
        FinishedAt = record.FinishedAt,
        Attempt = record.Attempt,
        Progress = record.Progress,
        Result = job?.ResultType is { } type && !record.Result.IsEmpty ? ResultOf(record, type) : default,
        Error = record.Error,
    };

    private static TResult? ResultOf<TResult>(JobRecord record, JsonTypeInfo<TResult> type)
    {
        using PooledBuffer scratch = new();
        return JsonSerializer.Deserialize(ResultCodec.Decode(record, scratch), type);
    }
}
