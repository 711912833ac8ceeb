using AsyncJobs.Binding;
using AsyncJobs.Buffers;
using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Joining;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;
using AsyncJobs.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace AsyncJobs.Working;

/// <summary>Calls a job's method within its time, and judges what came of it.</summary>
/// <param name="store">Where progress and state go, and a cancel is looked for.</param>
/// <param name="archive">Where large inputs are.</param>
/// <param name="services">The application's services. Not asked before a method wants one.</param>
/// <param name="loggers">The application's loggers; null while it has no services.</param>
/// <param name="joiner">Has the method wait for other jobs.</param>
/// <param name="cancelPollInterval">How often a cancel is looked for.</param>
/// <param name="showsExceptions">Whether callers are told what a method threw.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Takes what goes wrong beside the method.</param>
internal sealed class AttemptRunner(
    IJobStore store,
    PayloadArchive archive,
    Func<IServiceScopeFactory> services,
    Func<ILoggerFactory?> loggers,
    JobJoiner joiner,
    TimeSpan cancelPollInterval,
    bool showsExceptions,
    TimeProvider time,
    WorkLog log)
{
    public async ValueTask<AttemptOutcome> RunAsync(
        JobDefinition job, JobRecord record, WorkerEvent workerEvent, Invocation invocation, InvocationBudget budget, InvocationScope ids)
    {
        RunningMethod method = Begin(job, record, workerEvent, invocation, budget, ids);
        await WaitAsync(method.Completion, budget).ConfigureAwait(false);
        ids.FlushMetrics();
        AttemptJudge judge = new(job, record, invocation.RequestId, method.Progress.TakePending(), time.RecordNow())
        {
            ShowsExceptions = showsExceptions,
        };
        return method.Completion.IsCompleted ? Judge(method, judge, budget) : Abandon(method, judge, job, invocation);
    }

    private RunningMethod Begin(
        JobDefinition job, JobRecord record, WorkerEvent workerEvent, Invocation invocation, InvocationBudget budget, InvocationScope ids)
    {
        CancelWatcher watcher = new(store, record, budget, cancelPollInterval, time, log);
        ProgressReporter progress = new(store, record, result => watcher.Observe(result.Record), time, log);
        SavedState state = new(store, job, record, budget, result => watcher.Observe(result.Record), time);
        MethodLogScope logScope = new(loggers, ids);
        JobScope scope = new(services);
        RunningAttempt attempt = new(job, record, budget, progress, state, scope, watcher, joiner);
        JobContext context = new(record, invocation.RequestId, budget, watcher.Token, attempt);
        JsonScratch result = JsonScratch.Rent();
        RunningMethod method = new(watcher, progress, state, result, new AttemptOutput(result.Writer, archive, record, watcher.Token));

        // On a thread of the pool: a method may block before its first await, and its time has to end all the same.
        method.Completion = Task.Run(() => CallAsync(method, job, context, workerEvent, scope, logScope, ids), CancellationToken.None);
        return method;
    }

    private async Task CallAsync(
        RunningMethod method,
        JobDefinition job,
        JobContext context,
        WorkerEvent workerEvent,
        JobScope scope,
        MethodLogScope logScope,
        InvocationScope ids)
    {
        context.Budget.Enter();
        ids.Enter();
        using JobSpan? span = JobActivities.Start("method");
        using MethodLogScope logged = logScope;
        logged.Begin();
        long start = time.GetTimestamp();
        Exception? failure = null;
        try
        {
            if (job.ReturnsFile)
                method.Output.CheckKeepsFiles();
            EventArguments args = await ArgsAsync(workerEvent, method.Watcher.Token).ConfigureAwait(false);
            await job.RunAsync(args, context, method.Output).ConfigureAwait(false);
        }
        catch (Exception exception) when (method.IsFailure(exception))
        {
            failure = exception;
            span?.Fail(exception);
            throw;
        }
        finally
        {
            JobMetrics.Processed(job.Name, time.GetElapsedTime(start), failure);
            await DisposeAsync(scope, ids).ConfigureAwait(false);
        }
    }

    private AttemptOutcome Judge(RunningMethod ended, AttemptJudge judge, InvocationBudget budget)
    {
        using (ended)
        {
            return ended.Failure is { } failure
                ? judge.Threw(failure, ended.Watcher.IsCancelRequested, budget.IsSpent, ended.State.Next)
                : ended.Output.File is { } file ? judge.Returned(file)
                : judge.Returned(ended.Result.Written.Span, () => archive.IsThere);
        }
    }

    private static AttemptOutcome Abandon(RunningMethod method, AttemptJudge judge, JobDefinition job, Invocation invocation)
    {
        invocation.IsMethodAbandoned = true;
        method.Abandon();
        return judge.TimedOut(new TimeoutException($"The method of job '{job.Name}' did not stop when its time was over, and still runs."));
    }

    private static TimeSpan MethodLimit(InvocationBudget budget)
    {
        // A method that minds its token gets half of the reserve to end by itself; the other half is for the write.
        return budget.Deadline is null ? Timeout.InfiniteTimeSpan : budget.Remaining + (budget.Reserve / 2);
    }

    private async ValueTask<EventArguments> ArgsAsync(WorkerEvent workerEvent, CancellationToken cancellationToken)
    {
        if (workerEvent.Input is not { } input)
            return new EventArguments(workerEvent.Args);

        try
        {
            if (!archive.IsThere)
            {
                throw new PayloadStoreException(
                    $"The input of job {workerEvent.Id} is in a payload store, and this function has none: "
                    + "register the one of its accept function.",
                    isTransient: false);
            }

            return new EventArguments(await archive.ReadAsync(input, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is PayloadStoreException or PayloadMissingException)
        {
            throw new InputUnavailableException(exception);
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
            log.ServicesNotDisposed(ids, exception);
        }
    }

    // Ends with the method or with its time; which of them it was shows the method, as both may happen at once.
    private async ValueTask WaitAsync(Task method, InvocationBudget budget) =>
        await method.WaitAsync(MethodLimit(budget), time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
