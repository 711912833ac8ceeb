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
    public async ValueTask WorkAsync(JobDefinition job, ReadOnlyMemory<byte> payload, Invocation invocation)
    {
        WorkerEvent workerEvent = WorkerEvent.Read(payload);
        if (workerEvent.Job != job.Name)
            throw new JobEventException($"The event of job '{workerEvent.Job}' reached the worker of '{job.Name}'. Check which function the accept handler invokes.");

        using InvocationBudget whole = invocation.CreateBudget(TimeSpan.FromMilliseconds(job.ReserveMilliseconds), platform.Time);
        using JobSpan? span = JobActivities.StartWork(
            job.Name, workerEvent.Id, invocation.RequestId, workerEvent.Correlation.TraceParent, workerEvent.Correlation.TraceState);
        JobRecord? record = await new JobClaimer(app, platform).ClaimAsync(job, workerEvent, invocation, whole).ConfigureAwait(false);
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
        AttemptOutcome outcome = await RunAsync(job, record, workerEvent, invocation, budget, ids).ConfigureAwait(false);
        OutcomeWriter writer = new(platform);
        if (!outcome.Payload.IsEmpty)
            outcome = await KeepResultAsync(job, record, outcome, invocation, writer, budget).ConfigureAwait(false);

        span?.Tag("asyncjobs.attempt", record.Attempt);
        span?.Tag("asyncjobs.status", outcome.Status.ToWireName());
        if (outcome.Status is JobStatus.Failed or JobStatus.TimedOut || outcome.Transition is JobTransition.Release)
            span?.Fail();
        JobTransitionResult written = await writer.WriteAsync(record, outcome.Transition, budget).ConfigureAwait(false);
        if (!written.Applied && outcome.Transition is JobTransition.Release or JobTransition.Continue && RefusedOutcome.IsToStop(written.Record, record.Lease!.Token))
        {
            outcome = new AttemptJudge(job, record, invocation.RequestId, null, platform.Now()).Cancelled(outcome.Failure);
            written = await writer.WriteAsync(record, outcome.Transition, budget).ConfigureAwait(false);
        }

        Log(ids, invocation, outcome, written.Applied);
        if (!written.Applied)
        {
            // Whoever cancelled the job in the meantime may have left the callback to this invocation, which will not come again.
            if (record.Callback is not null)
                await SendCallbackAsync(job, record, invocation).ConfigureAwait(false);
            return;
        }

        switch (outcome.Transition)
        {
            case JobTransition.Continue:
                await writer.SendNextAsync(record, workerEvent, budget).ConfigureAwait(false);
                break;
            case JobTransition.Finish when record.Callback is not null:
                await SendCallbackAsync(job, record, invocation).ConfigureAwait(false);
                break;
            case JobTransition.Release:
                throw new JobAttemptFailedException($"Attempt {record.Attempt} of {job.MaxAttempts} of job {record.Id} failed.", outcome.Failure!);
        }
    }

    private static TimeSpan MethodLimit(InvocationBudget budget)
    {
        // A method that minds its token gets half of the reserve to end by itself; the other half is for the write.
        return budget.Deadline is null ? Timeout.InfiniteTimeSpan : budget.Remaining + (budget.Reserve / 2);
    }

    private async ValueTask<AttemptOutcome> RunAsync(
        JobDefinition job, JobRecord record, WorkerEvent workerEvent, Invocation invocation, InvocationBudget budget, InvocationScope ids)
    {
        CancelWatcher watcher = new(platform, record, budget);
        ProgressReporter progress = new(platform, record, result => watcher.Observe(result.Record));
        JobScope scope = new(app);
        JsonScratch result = JsonScratch.Rent();
        SavedState state = new(platform, job, record, budget, result => watcher.Observe(result.Record));
        JobContext context = new(record, invocation.RequestId, budget, watcher.Token, progress, state, scope);

        // On a thread of the pool: a method may block before its first await, and its time has to end all the same.
        Task method = Task.Run(
            async () =>
            {
                budget.Enter();
                ids.Enter();
                using JobSpan? span = JobActivities.Start("method");
                try
                {
                    EventArguments args = await ArgsAsync(workerEvent, watcher.Token).ConfigureAwait(false);
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
        AttemptJudge judge = new(job, record, invocation.RequestId, progress.TakePending(), platform.Now());
        if (!method.IsCompleted)
        {
            // What the method still uses is left to it.
            invocation.IsMethodAbandoned = true;
            watcher.StopPolling();
            progress.Dispose();
            _ = method.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            return judge.TimedOut(new TimeoutException($"The method of job '{job.Name}' did not stop when its time was over, and still runs."));
        }

        using (watcher)
        using (progress)
        using (result)
        {
            return FailureOf(method) is { } failure
                ? judge.Threw(failure, watcher.IsCancelRequested, budget.IsSpent, state.Next)
                : judge.Returned(result.Written.Span, () => app.Payloads is not null);
        }
    }

    private async ValueTask<EventArguments> ArgsAsync(WorkerEvent workerEvent, CancellationToken cancellationToken)
    {
        if (workerEvent.Input is not { } input)
            return new EventArguments(workerEvent.Args);

        try
        {
            PayloadArchive archive = app.Payloads ?? throw new PayloadStoreException(
                $"The input of job {workerEvent.Id} is in a payload store, and this function has none: register the one of its accept function.", isTransient: false);
            return new EventArguments(await archive.ReadAsync(input, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is PayloadStoreException or PayloadMissingException)
        {
            throw new InputUnavailableException(exception);
        }
    }

    // Before its record: what is recorded can be read. A store that is down is tried into the reserve, and then the invocation fails.
    private async ValueTask<AttemptOutcome> KeepResultAsync(
        JobDefinition job, JobRecord record, AttemptOutcome outcome, Invocation invocation, OutcomeWriter writer, InvocationBudget budget)
    {
        try
        {
            await writer.KeepAsync(app.Payloads!, record, outcome, budget).ConfigureAwait(false);
            return outcome;
        }
        catch (PayloadStoreException failure) when (!failure.IsTransient)
        {
            return new AttemptJudge(job, record, invocation.RequestId, null, platform.Now()).NotKept(failure);
        }
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

    private async ValueTask SendCallbackAsync(JobDefinition job, JobRecord record, Invocation invocation)
    {
        // Half of the reserve was for the end of the method and the write that are over now.
        using InvocationBudget rest = invocation.CreateBudget(TimeSpan.FromMilliseconds(job.ReserveMilliseconds) / 2, platform.Time);
        await new CallbackSender(app, platform).SendFinishedAsync(record.Id, invocation.RequestId, rest).ConfigureAwait(false);
    }

    private void Log(InvocationScope ids, Invocation invocation, AttemptOutcome outcome, bool isWritten)
    {
        bool isFailure = outcome.Status is JobStatus.Failed or JobStatus.TimedOut;
        platform.Log.Write(new JobLogEntry(
            isFailure ? JobLogLevel.Error : isWritten && outcome.Failure is null ? JobLogLevel.Information : JobLogLevel.Warning,
            !isWritten ? "job.outcome-refused" : outcome.Transition switch
            {
                JobTransition.Release => "job.attempt-failed",
                JobTransition.Continue => "job.continued",
                _ => "job.finished",
            })
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
