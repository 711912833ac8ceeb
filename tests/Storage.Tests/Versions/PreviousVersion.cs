using System.Text;
using AsyncJobs.Buffers;
using AsyncJobs.Dispatch;
using AsyncJobs.Events;
using AsyncJobs.Lifecycle;

namespace AsyncJobs.Storage.Tests.Versions;

/// <summary>The previous version: the steps of its worker, its settle and its readers, on its own store.</summary>
internal sealed class PreviousVersion(PreviousStore store, TimeProvider clock, ScriptedJob job, IJobDispatcher events) : IVersion
{
    private static readonly TimeSpan s_lease = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan s_retryTime = TimeSpan.FromSeconds(30);

    private readonly Previous.IJobStore _store = store.Inner;
    private readonly Previous.JobEnds _ends = new(store.Inner, TimeSpan.FromMinutes(10));

    public IJobStore Store => store;

    private DateTimeOffset Now => clock.GetUtcNow();

    private DateTimeOffset ExpiresAt => Now.AddHours(job.RetentionHours);

    public Task DeliverAsync(string id, string requestId, int continuation) =>
        DeliverAsync(JobEvents.Work(id, job.Name, continuation), requestId, _ => Task.FromResult((MethodEnd.Returns, "done")));

    /// <summary>The platform delivers an event, whose method is the test's.</summary>
    public async Task DeliverAsync(ReadOnlyMemory<byte> payload, string requestId, Func<JobRecord, Task<(MethodEnd End, string Value)>> method)
    {
        WorkerEvent workerEvent = WorkerEvent.Read(payload);
        Previous.JobLease lease = new(JobId.New(), requestId, Now + s_lease, Now + s_retryTime);
        Previous.JobTransition.Claim claim = new(lease, job.MaxAttempts, workerEvent.Continuation);
        Previous.JobTransitionResult result = await _store.ApplyAsync(workerEvent.Id, claim, Now, CancellationToken.None);
        if (result is { Applied: true, Record: { } claimed })
        {
            (MethodEnd end, string value) = await method(claimed.ToPresent());
            await EndAsync(claimed, workerEvent, end, value);
        }
        else if (result.Record is { } refused)
        {
            refused = await _ends.EndVanishedAsync(refused, job.MaxAttempts, ExpiresAt, Now, CancellationToken.None);
            if (refused is { Status: Previous.JobStatus.Pending, IsContinued: true } && refused.Continuation == workerEvent.Continuation + 1)
                await SendNextAsync(workerEvent);
        }
    }

    public async Task SettleAsync(string id, string requestId, int continuation) =>
        await _ends.SettleAsync(id, requestId, continuation, ExpiresAt, Now, CancellationToken.None);

    public async Task ReadAsync(string id) => await _ends.ReadAsync(id, ExpiresAt, Now, CancellationToken.None);

    public async Task CancelAsync(string id) => await _ends.CancelAsync(id, ExpiresAt, Now, CancellationToken.None);

    private async Task EndAsync(Previous.JobRecord claimed, WorkerEvent workerEvent, MethodEnd end, string value)
    {
        string token = claimed.Lease!.Token;
        if (end is MethodEnd.Saves)
            await WriteAsync(claimed, new Previous.JobTransition.SaveState(token, Encoding.UTF8.GetBytes($"{claimed.Attempt}")));

        JobError failed = new(JobErrorCodes.MethodFailed, "The job failed.");
        Previous.JobTransition outcome = end switch
        {
            MethodEnd.Returns => Finish(token, Previous.JobStatus.Succeeded, Encoding.UTF8.GetBytes($"\"{value}\""), null),
            MethodEnd.Continues => new Previous.JobTransition.Continue(
                token, Encoding.UTF8.GetBytes($"{claimed.Continuation}"), ExpiresAt.AddHours(6)),
            MethodEnd.ThrowsForGood => Finish(token, Previous.JobStatus.Failed, default, new JobError(10_000, "No.")),
            _ when claimed.Attempt < job.MaxAttempts => new Previous.JobTransition.Release(token, failed),
            _ => Finish(token, Previous.JobStatus.Failed, default, failed),
        };
        Previous.JobTransitionResult written = await WriteAsync(claimed, outcome);
        if (!written.Applied && outcome is not Previous.JobTransition.Finish && IsToStop(written.Record, token))
            await WriteAsync(claimed, Finish(token, Previous.JobStatus.Cancelled, default, null));
        if (written.Applied && outcome is Previous.JobTransition.Continue)
            await SendNextAsync(workerEvent);
    }

    private static bool IsToStop(Previous.JobRecord? record, string token) =>
        record is { Status: Previous.JobStatus.Running, CancelRequestedAt: not null } && record.Lease?.Token == token;

    private Previous.JobTransition.Finish Finish(string token, Previous.JobStatus status, ReadOnlyMemory<byte> result, JobError? error) =>
        new(token, status, result, error, ExpiresAt);

    private ValueTask<Previous.JobTransitionResult> WriteAsync(Previous.JobRecord record, Previous.JobTransition transition) =>
        _store.ApplyAsync(record.Id, transition, Now, CancellationToken.None);

    private async Task SendNextAsync(WorkerEvent workerEvent)
    {
        using JsonScratch scratch = JsonScratch.Rent();
        workerEvent.WriteNext(scratch.Writer);
        await events.SendAsync(job.Name, scratch.Written, CancellationToken.None);
    }
}
