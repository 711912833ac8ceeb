using AsyncJobs.Dispatch;
using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Local.Functions;
using AsyncJobs.Local.Platform;
using AsyncJobs.Local.Queue;
using AsyncJobs.Logging;
using AsyncJobs.Testing.Faults;
using AsyncJobs.Testing.Time;

namespace AsyncJobs.Testing.Platform;

/// <summary>
/// Lambda's asynchronous invocation by the host's clock: takes an event at once, invokes the worker, tries again after a failure and hands what never
/// succeeds to settle.
/// </summary>
internal sealed class TestEvents(
    JobApp app, ILocalFunctions functions, TimeSpan retryDelay, FaultOrders faults, WorkList works, VirtualClock clock, JobLog log) : IJobDispatcher
{
    private readonly Dictionary<string, JobDefinition> _jobs = app.Jobs.ToDictionary(static job => job.Name, StringComparer.Ordinal);

    public async ValueTask SendAsync(string job, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        await Work.DieIfKilledAsync().ConfigureAwait(false);
        LocalDispatcher.Check(job, _jobs.ContainsKey(job), payload.Length);
        if (faults.Takes(FaultKind.RefuseEvent))
            throw new JobDispatchException("The test has Lambda refuse the event, as it does when there are too many.");

        LocalEvent taken = new(job, Guid.NewGuid().ToString(), payload.ToArray());
        bool isTwice = faults.Takes(FaultKind.DuplicateEvent);
        DeliverAfter(faults.TakeDelay(), taken);
        if (isTwice)
            DeliverAfter(TimeSpan.Zero, new LocalEvent(job, taken.RequestId, taken.Payload));
        if (faults.Takes(FaultKind.LoseEventReply))
            throw new JobDispatchException("The test lost the reply of Lambda to an event that it has taken.");
    }

    private void DeliverAfter(TimeSpan delay, LocalEvent taken)
    {
        if (delay > TimeSpan.Zero)
            clock.Schedule(delay, () => Deliver(taken));
        else
            Deliver(taken);
    }

    private void Deliver(LocalEvent taken)
    {
        Work work = works.Begin(WorkKind.Worker, $"job '{taken.Job}'", WorkerEvent.Read(taken.Payload).Id);
        Started.Run(work, works, () => InvokeAsync(taken, work));
    }

    private async Task InvokeAsync(LocalEvent taken, Work work)
    {
        JobDefinition job = _jobs[taken.Job];
        taken.InvokeCount++;
        Exception? failure = await Started.TryAsync(functions.Work(job), taken.Payload, taken.RequestId, work, clock).ConfigureAwait(false);
        if (failure is null)
            return;

        if (taken.InvokeCount < job.MaxAttempts)
        {
            TimeSpan delay = retryDelay * taken.InvokeCount;
            Report(JobLogLevel.Warning, "worker.retry", taken, failure, $"again in {delay.TotalSeconds:0.###} s");
            clock.Schedule(delay, () => Deliver(taken));
            return;
        }

        Report(JobLogLevel.Error, "worker.gave-up", taken, failure, null);
        ReadOnlyMemory<byte> record = FailureRecord.Write(
            taken.Payload, taken.RequestId, FailureRecord.RetriesExhausted, taken.InvokeCount, failure, clock.GetUtcNow());
        Settle(record, Guid.NewGuid().ToString(), work.JobId, attempt: 1);
    }

    // The destination is a function that is invoked asynchronously too, and so has retries of its own.
    private void Settle(ReadOnlyMemory<byte> record, string requestId, string? jobId, int attempt)
    {
        Work work = works.Begin(WorkKind.Settle, "settle", jobId);
        Started.Run(work, works, async () =>
        {
            Exception? failure = await Started.TryAsync(functions.Settle, record, requestId, work, clock).ConfigureAwait(false);
            if (failure is null)
                return;

            bool isLast = attempt == PlatformLimits.DestinationAttempts;
            log.Write(new JobLogEntry(isLast ? JobLogLevel.Error : JobLogLevel.Warning, isLast ? "settle.failed" : "settle.retry")
            {
                JobId = jobId,
                RequestId = requestId,
                Exception = failure,
            });
            if (!isLast)
                clock.Schedule(retryDelay * attempt, () => Settle(record, requestId, jobId, attempt + 1));
        });
    }

    // The worker has logged what its method threw.
    private void Report(JobLogLevel level, string name, LocalEvent taken, Exception failure, string? next)
    {
        string? cause = failure is JobAttemptFailedException ? null : failure.Message;
        log.Write(new JobLogEntry(level, name)
        {
            Job = taken.Job,
            RequestId = taken.RequestId,
            Attempt = taken.InvokeCount,
            Message = cause is not null && next is not null ? $"{cause}; {next}" : cause ?? next,
        });
    }
}
