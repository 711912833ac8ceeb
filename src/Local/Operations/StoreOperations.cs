using System.Runtime.CompilerServices;
using System.Text.Json;
using AsyncJobs.Buffers;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Listing;
using AsyncJobs.Operating;
using AsyncJobs.Storage;

namespace AsyncJobs.Local.Operations;

/// <summary>Shows the jobs that a store has, and hands commands to the application.</summary>
/// <param name="info">Where the jobs are.</param>
/// <param name="store">Where they are kept, which can be listed.</param>
/// <param name="lists">Which indexes it has.</param>
/// <param name="lostAfter">How long after its end a lease without an outcome means that the job is lost.</param>
/// <param name="invoke">Invokes the function that serves the jobs' URLs with an event, and gives its reply.</param>
/// <param name="time">The clock.</param>
internal sealed class StoreOperations(
    OperationsInfo info,
    IJobStore store,
    JobLists lists,
    TimeSpan lostAfter,
    Func<ReadOnlyMemory<byte>, CancellationToken, Task<ReadOnlyMemory<byte>>> invoke,
    TimeProvider time) : IJobOperations
{
    // An operator has none of the definitions.
    private readonly JobCatalog _jobs = new(JobList.Of([]), lostAfter);

    public OperationsInfo Info => info;

    private IJobListStore ListStore => (IJobListStore)store;

    private RecordReader Reader => new(_jobs, ListStore, time);

    public async IAsyncEnumerable<JobItem> ListAsync(JobListOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Whoever asks knows what a scan costs: it is in the info.
        AllJobs all = new(lists, ListStore, Reader, time, new ListLog(new NoJobLog()));
        JobFilter filter = new(options.Job, options.Status, options.Since, options.Owner);
        await using ConfiguredCancelableAsyncEnumerable<ListedRecord>.Enumerator jobs =
            all.ListAsync(filter, cancellationToken).ConfigureAwait(false).GetAsyncEnumerator();
        while (await NextAsync().ConfigureAwait(false))
            yield return JobItem.Of(jobs.Current);

        Task<bool> NextAsync() => StoreFaults.AskAsync(info, async () => await jobs.MoveNextAsync());
    }

    public Task<IReadOnlyList<JobItem>> ReadAsync(IReadOnlyCollection<JobItem> items, CancellationToken cancellationToken) =>
        StoreFaults.AskAsync<IReadOnlyList<JobItem>>(info, async () =>
        {
            List<JobItem> read = new(items.Count);
            foreach (JobItem[] chunk in items.Chunk(Shared.ListRanges.MostPageSize))
            {
                JobListKey[] keys = [.. chunk.Select(static item => new JobListKey(item.CreatedAt.ToUnixTimeMilliseconds(), item.Id, item.Job))];
                read.AddRange((await Reader.ReadAsync(keys, cancellationToken).ConfigureAwait(false)).Select(JobItem.Of));
            }

            return read;
        });

    public Task<JobDetails?> FindAsync(string id, CancellationToken cancellationToken) => StoreFaults.AskAsync(info, async () =>
    {
        JobRecord? record = JobId.IsValid(id) ? await store.GetAsync(id, cancellationToken).ConfigureAwait(false) : null;
        DateTimeOffset now = time.RecordNow();
        return record is null || record.PurgedAt is not null || record.ExpiresAt <= now ? null : DetailsOf(record, now);
    });

    public async Task<OperatorReply> RunAsync(OperatorEvent command, CancellationToken cancellationToken)
    {
        if (info.WhyNoCommands is { } reason)
            throw new OperationsException(reason);
        if (!JobId.IsValid(command.JobId))
            return new OperatorReply(OperatorOutcome.NotFound) { Reason = "There is no job of this id: it is not an id of a job." };

        ReadOnlyMemory<byte> reply = await invoke(command.Write(), cancellationToken).ConfigureAwait(false);
        return OperatorReply.TryRead(reply) ?? throw new OperationsException(
            "The function does not know this command. It serves the URLs of other jobs, or was built with a version of AsyncJobs that has none: "
            + "deploy it again with this one.");
    }

    private JobDetails DetailsOf(JobRecord record, DateTimeOffset now)
    {
        bool isLost = LostJob.Judge(record, _jobs.TermsOf(record.Job, now) with { MaxAttempts = null }, now) is NextStep.End;
        (JsonElement? result, string? note) = ResultOf(record);
        return new JobDetails(JobItem.Of(record, isLost))
        {
            Continuation = record.Continuation,
            CanCancel = info.WhyNoCommands is null && record.Status is JobStatus.Pending or JobStatus.Running && !record.IsCancelRequested,
            CanRetry = WhyNoRetry(record) is null,
            WhyNoRetry = WhyNoRetry(record),
            CanRedeliver = WhyNoRedelivery(record, now) is null,
            WhyNoRedelivery = WhyNoRedelivery(record, now),
            IsInputKept = record.IsInputKept || record.InputReference is not null,
            Result = result,
            ResultNote = note,
            Lease = record.Lease is { } lease ? new LeaseItem(lease.RequestId, JobAttempt.Of(record).StartedAt, lease.Until) : null,
            Attempts = AttemptHistory.Of(record),
            AttemptsLeftOut = record.History.LeftOut > 0 ? record.History.LeftOut : null,
            CancelRequestedAt = record.CancelRequestedAt,
            Callback = CallbackOf(record.Callback),
        };
    }

    private string? WhyNoRetry(JobRecord record) => record switch
    {
        { Status: JobStatus.Unknown } => "A newer version of the application has the job.",
        { IsFinished: false } => "The job has not ended.",
        { IsInputKept: false, InputReference: null } =>
            "The job's input was not kept. With KeepInput on the attribute, or AsyncJobsKeepInput in the project, later jobs keep theirs.",
        _ => info.WhyNoCommands,
    };

    private string? WhyNoRedelivery(JobRecord record, DateTimeOffset now) => record switch
    {
        { Callback: null } => "The job has no callback.",
        { Status: JobStatus.Unknown } or { Callback.Status: JobCallbackStatus.Unknown } => "A newer version of the application has the job.",
        { IsFinished: false } => "The job has not ended.",
        _ when JobStateMachine.IsCallbackUnderWay(record, now) => "Its callback is being sent, or may be.",
        _ => info.WhyNoCommands,
    };

    private static (JsonElement? Result, string? Note) ResultOf(JobRecord record)
    {
        if (record.ResultReference is { } reference)
            return (null, $"The result is in the bucket, as {reference.Key}: {reference.Bytes} bytes.");
        if (record.Result.IsEmpty)
            return (null, null);
        if (record.ResultEncoding is JobResultEncoding.Unknown)
            return (null, "A newer version of the application wrote the result, in a form that this one cannot read.");

        using PooledBuffer scratch = new();
        try
        {
            using JsonDocument json = JsonDocument.Parse(ResultCodec.Decode(record, scratch).ToArray(), OperationsJson.Reading);
            string? note = record.ResultFileKey is { } key ? $"The result is a file in the bucket, as {key}." : null;
            return (json.RootElement.Clone(), note);
        }
        catch (Exception exception) when (exception is JsonException or InvalidDataException)
        {
            return (null, $"The result cannot be read: {exception.Message}");
        }
    }

    private static CallbackItem? CallbackOf(JobCallback? callback) => callback is null ? null : new CallbackItem(
        Uri.TryCreate(callback.Url, UriKind.Absolute, out Uri? url) ? url.Host : "?",
        callback.Status.ToString().ToUpperInvariant(),
        callback.Attempts)
    {
        NextAt = callback.NextAt,
        Tries = [.. callback.Tries.Select(static one => new CallbackTryItem(one.At, one.StatusCode, one.Fault))],
    };
}
