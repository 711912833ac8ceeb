using AsyncJobs.Binding;
using AsyncJobs.Buffers;
using AsyncJobs.Lifecycle;
using AsyncJobs.Logging;
using AsyncJobs.Metrics;
using AsyncJobs.Storage;

namespace AsyncJobs.Jobs;

/// <summary>Runs one attempt of a job: claims it, calls the method inside the invocation's budget and records what came of it.</summary>
internal sealed class Worker(JobApp app, JobPlatform platform)
{
    // After this, the platform has killed the invocation, whatever the difference between its clock and ours.
    private static readonly TimeSpan s_leaseSlack = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan s_leaseWithoutDeadline = TimeSpan.FromMinutes(15);

    public async ValueTask WorkAsync(JobDefinition job, ReadOnlyMemory<byte> payload, Invocation invocation)
    {
        WorkerEvent workerEvent = WorkerEvent.Read(payload);
        if (workerEvent.Job != job.Name)
            throw new JobEventException($"The event of job '{workerEvent.Job}' reached the worker of '{job.Name}'. Check which function the accept handler invokes.");

        using InvocationBudget whole = invocation.CreateBudget(TimeSpan.FromMilliseconds(job.ReserveMilliseconds), platform.Time);
        using JobSpan? span = JobActivities.StartWork(
            job.Name, workerEvent.Id, invocation.RequestId, workerEvent.Correlation.TraceParent, workerEvent.Correlation.TraceState);
        JobRecord? record = await ClaimAsync(job, workerEvent, invocation, whole).ConfigureAwait(false);
        if (record is null)
            return;

        using InvocationBudget budget = record.Callback is null ? whole : CallbackSender.LeaveTime(whole);
        InvocationScope ids = new()
        {
            RequestId = invocation.RequestId,
            JobName = record.Job,
            JobId = record.Id,
            Attempt = record.Attempt,
            CorrelationId = record.CorrelationId ?? record.Id,
            TraceId = workerEvent.Correlation.TraceId ?? invocation.TraceId,
            TraceParent = workerEvent.Correlation.TraceParent,
            Log = platform.Log,
            Metrics = new InvocationMetrics(platform.Metrics),
        };
        AttemptOutcome outcome = await RunAsync(job, record, new EventArguments(workerEvent.Args), invocation, budget, ids).ConfigureAwait(false);
        span?.Tag("asyncjobs.attempt", record.Attempt);
        span?.Tag("asyncjobs.status", outcome.Status.ToWireName());
        if (outcome.Status is JobStatus.Failed or JobStatus.TimedOut or JobStatus.Pending)
            span?.Fail();
        JobTransitionResult written = await CommitAsync(record, outcome.Transition, budget).ConfigureAwait(false);
        if (!written.Applied && outcome.Transition is JobTransition.Release && written.Record is { CancelRequestedAt: not null } cancelled && HasLease(cancelled, record))
        {
            outcome = new AttemptOutcome(Finish(job, record, JobStatus.Cancelled, null, null), outcome.Failure);
            written = await CommitAsync(record, outcome.Transition, budget).ConfigureAwait(false);
        }

        Log(ids, invocation, outcome, written.Applied);
        if (written.Applied && outcome.Transition is JobTransition.Finish && record.Callback is not null)
            await SendCallbackAsync(job, record, invocation).ConfigureAwait(false);
        if (written.Applied && outcome is { Transition: JobTransition.Release, Failure: { } failure })
            throw new JobAttemptFailedException($"Attempt {record.Attempt} of {job.MaxAttempts} of job {record.Id} failed.", failure);
    }

    private static bool HasLease(JobRecord current, JobRecord claimed) =>
        current.Status is JobStatus.Running && current.Lease?.Token == claimed.Lease!.Token;

    private static TimeSpan MethodLimit(InvocationBudget budget)
    {
        // A method that minds its token gets half of the reserve to end by itself; the other half is for the write.
        return budget.Deadline is null ? Timeout.InfiniteTimeSpan : budget.Remaining + (budget.Reserve / 2);
    }

    private async ValueTask<JobRecord?> ClaimAsync(JobDefinition job, WorkerEvent workerEvent, Invocation invocation, InvocationBudget budget)
    {
        using JobSpan? span = JobActivities.Start("claim");
        DateTimeOffset now = platform.Now();
        DateTimeOffset until = JobPlatform.ToMilliseconds(invocation.Deadline + s_leaseSlack ?? now + s_leaseWithoutDeadline);
        JobLease lease = new(JobId.New(), invocation.RequestId, until, JobPlatform.ToMilliseconds(now + (platform.RetryDelay / 2)));
        JobTransition.Claim claim = new(lease, job.MaxAttempts);
        JobTransitionResult result = await platform.Store.ApplyAsync(workerEvent.Id, claim, now, budget.Token).ConfigureAwait(false);
        if (result.Applied)
            return result.Record;

        JobRecord? refused = result.Record;

        // The same request id is not enough: the platform may deliver one event twice while its first delivery is still at work.
        bool isVanished = refused is { Status: JobStatus.Running, Lease: { } taken } && taken.Until <= now;
        if (isVanished && (refused!.Attempt >= job.MaxAttempts || refused.CancelRequestedAt is not null))
        {
            JobTransition.Finish lost = LostJob.Finish(refused, app.ExpiryOf(refused, now));
            if ((await platform.Store.ApplyAsync(refused.Id, lost, now, budget.Token).ConfigureAwait(false)).Applied)
                refused = JobStateMachine.Apply(refused, lost, now);
        }

        platform.Log.Write(new JobLogEntry(JobLogLevel.Information, "job.not-claimed")
        {
            Message = refused is null ? "The job does not exist: it was not dispatched or has expired." : "The job is finished, or another worker has it.",
            Job = job.Name,
            JobId = workerEvent.Id,
            RequestId = invocation.RequestId,
            Status = refused?.Status,
        });

        // The worker before may have ended between the job's end and its callback, or the caller cancelled the job.
        if (refused is not null)
            await new CallbackSender(platform).SendAsync(refused, isLast: true, invocation.RequestId, budget).ConfigureAwait(false);
        return null;
    }

    private async ValueTask<AttemptOutcome> RunAsync(
        JobDefinition job, JobRecord record, EventArguments args, Invocation invocation, InvocationBudget budget, InvocationScope ids)
    {
        CancelWatcher watcher = new(platform, record, budget);
        ProgressReporter progress = new(platform, record, result => watcher.Observe(result.Record));
        JobScope scope = new(app);
        JsonScratch result = JsonScratch.Rent();
        JobContext context = new(record, invocation.RequestId, budget, watcher.Token, progress, scope);

        // On a thread of the pool: a method may block before its first await, and its time has to end all the same.
        Task method = Task.Run(
            async () =>
            {
                budget.Enter();
                ids.Enter();
                using JobSpan? span = JobActivities.Start("method");
                try
                {
                    await job.RunAsync(args, context, result.Writer).ConfigureAwait(false);
                }
                finally
                {
                    await DisposeAsync(scope, ids).ConfigureAwait(false);
                }
            },
            CancellationToken.None);

        await WaitAsync(method, budget).ConfigureAwait(false);
        ids.FlushMetrics();
        JobProgress? lastProgress = progress.TakePending();
        if (!method.IsCompleted)
        {
            // What the method still uses is left to it.
            invocation.IsMethodAbandoned = true;
            watcher.StopPolling();
            progress.Dispose();
            _ = method.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            TimeoutException deaf = new($"The method of job '{job.Name}' did not stop when its time was over, and still runs.");
            return TimedOut(job, record, TimedOut(invocation), lastProgress, deaf);
        }

        using (watcher)
        using (progress)
        using (result)
            return Judge(job, record, result, invocation, budget, watcher, lastProgress, FailureOf(method));
    }

    // What the method came to stands, whatever its services do when they are disposed of.
    private async ValueTask DisposeAsync(JobScope scope, InvocationScope ids)
    {
        try
        {
            await scope.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            platform.Log.Write(new JobLogEntry(JobLogLevel.Error, "job.services-not-disposed")
            {
                Message = "A service of the job threw while it was disposed of; the job's outcome stands.",
                Job = ids.JobName,
                JobId = ids.JobId,
                RequestId = ids.RequestId,
                Attempt = ids.Attempt,
                Exception = exception,
            });
        }
    }

    // Ends with the method or with its time; which of them it was shows the method, as both may happen at once.
    private async ValueTask WaitAsync(Task method, InvocationBudget budget) =>
        await method.WaitAsync(MethodLimit(budget), platform.Time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private static Exception? FailureOf(Task ended)
    {
        try
        {
            ended.GetAwaiter().GetResult();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private AttemptOutcome Judge(
        JobDefinition job, JobRecord record, JsonScratch result, Invocation invocation, InvocationBudget budget, CancelWatcher watcher, JobProgress? progress, Exception? failure)
    {
        switch (failure)
        {
            case null:
                return Returned(result.Written.Span);

            case OperationCanceledException when watcher.IsCancelRequested:
                return new AttemptOutcome(Finish(job, record, JobStatus.Cancelled, null, progress), failure);

            case BudgetExceededException exceeded:
                return TimedOutIn(exceeded);

            case FallbackExhaustedException { InnerException: BudgetExceededException exceeded }:
                return TimedOutIn(exceeded);

            case OperationCanceledException when budget.IsSpent:
                return TimedOut(job, record, TimedOut(invocation), progress, failure);

            case InputUnreadableException:
                return Failed(new JobError(JobErrorCodes.InputUnreadable, "The job's input could not be read by its worker.", invocation.RequestId));

            case JobException own:
                return own.Retry
                    ? FailedOrReleased(new JobError(own.ErrorCode, own.Message, invocation.RequestId))
                    : Failed(new JobError(own.ErrorCode, own.Message, invocation.RequestId));

            default:
                return FailedOrReleased(new JobError(JobErrorCodes.MethodFailed, "The job failed. Quote the request id to have it looked up.", invocation.RequestId));
        }

        AttemptOutcome Returned(ReadOnlySpan<byte> json)
        {
            if (!ResultCodec.FitsReply(json))
                return TooLarge($"The result takes {json.Length} bytes, more than the {ResultCodec.MaxReplyBytes} of a reply can bring.");

            ReadOnlyMemory<byte> stored = ResultCodec.Encode(json, out JobResultEncoding encoding);
            return stored.Length <= ResultCodec.MaxStoredBytes
                ? new AttemptOutcome(Finish(job, record, JobStatus.Succeeded, null, progress) with { Result = stored, ResultEncoding = encoding }, null)
                : TooLarge($"The result takes {stored.Length} bytes, compressed; at most {ResultCodec.MaxStoredBytes} can be stored.");
        }

        AttemptOutcome TooLarge(string message) =>
            Failed(new JobError(JobErrorCodes.ResultTooLarge, message + " Return a reference to it.", invocation.RequestId));

        AttemptOutcome TimedOutIn(BudgetExceededException exceeded)
        {
            JobError error = new(JobErrorCodes.TimedOut, $"{exceeded.Service} timed out", invocation.RequestId, exceeded.Service);
            return TimedOut(job, record, error, progress, failure);
        }

        AttemptOutcome Failed(JobError error) => new(Finish(job, record, JobStatus.Failed, error, progress), failure);

        AttemptOutcome FailedOrReleased(JobError error) => record.Attempt < job.MaxAttempts
            ? new AttemptOutcome(new JobTransition.Release(record.Lease!.Token, error, progress), failure)
            : Failed(error);
    }

    private async ValueTask SendCallbackAsync(JobDefinition job, JobRecord record, Invocation invocation)
    {
        // Half of the reserve was for the end of the method and the write that are over now.
        using InvocationBudget rest = invocation.CreateBudget(TimeSpan.FromMilliseconds(job.ReserveMilliseconds) / 2, platform.Time);
        await new CallbackSender(platform).SendFinishedAsync(record.Id, invocation.RequestId, rest).ConfigureAwait(false);
    }

    private AttemptOutcome TimedOut(JobDefinition job, JobRecord record, JobError error, JobProgress? progress, Exception failure) =>
        job.RetryOnTimeout && record.Attempt < job.MaxAttempts
            ? new AttemptOutcome(new JobTransition.Release(record.Lease!.Token, error, progress), failure)
            : new AttemptOutcome(Finish(job, record, JobStatus.TimedOut, error, progress), failure);

    private static JobError TimedOut(Invocation invocation) =>
        new(JobErrorCodes.TimedOut, "The job did not finish within the time of its invocation.", invocation.RequestId);

    private JobTransition.Finish Finish(JobDefinition job, JobRecord record, JobStatus status, JobError? error, JobProgress? progress) =>
        new(record.Lease!.Token, status, default, error, JobRetention.ExpiryOf(job, platform.Now()), progress);

    /// <summary>Writes the outcome and keeps trying into the reserve; then it throws, and the platform's retry finds the job still leased to its request.</summary>
    private async ValueTask<JobTransitionResult> CommitAsync(JobRecord record, JobTransition transition, InvocationBudget budget)
    {
        using JobSpan? span = JobActivities.Start("complete");
        TimeSpan limit = budget.UntilDeadline;
        using CancellationTokenSource? deadline = limit == Timeout.InfiniteTimeSpan ? null : new CancellationTokenSource(limit, platform.Time);
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                return await platform.Store.ApplyAsync(record.Id, transition, platform.Now(), deadline?.Token ?? CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                platform.Log.Write(new JobLogEntry(JobLogLevel.Warning, "job.outcome-not-written")
                {
                    Job = record.Job,
                    JobId = record.Id,
                    Attempt = record.Attempt,
                    Exception = exception,
                });

                TimeSpan pause = TimeSpan.FromMilliseconds(25 * (1 << Math.Min(attempt, 6)));
                TimeSpan left = budget.UntilDeadline;
                if (left == Timeout.InfiniteTimeSpan ? attempt >= 5 : left <= pause)
                    throw;
                await Task.Delay(pause, platform.Time).ConfigureAwait(false);
            }
        }
    }

    private void Log(InvocationScope ids, Invocation invocation, AttemptOutcome outcome, bool isWritten)
    {
        bool isFailure = outcome.Status is JobStatus.Failed or JobStatus.TimedOut;
        platform.Log.Write(new JobLogEntry(
            isFailure ? JobLogLevel.Error : isWritten && outcome.Failure is null ? JobLogLevel.Information : JobLogLevel.Warning,
            !isWritten ? "job.outcome-refused" : outcome.Transition is JobTransition.Release ? "job.attempt-failed" : "job.finished")
        {
            Message = !isWritten ? "Another attempt has the job or it is final already; this outcome is dropped."
                : invocation.IsMethodAbandoned ? "The method ignores its token and still runs; this process should end."
                : null,
            Job = ids.JobName,
            JobId = ids.JobId,
            RequestId = ids.RequestId,
            Attempt = ids.Attempt,
            CorrelationId = ids.CorrelationId,
            TraceId = ids.TraceId,
            Status = outcome.Status,
            Exception = outcome.Failure,
        });
    }
}
