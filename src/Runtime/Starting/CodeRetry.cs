using AsyncJobs.Dispatch;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;

namespace AsyncJobs.Starting;

/// <summary>Runs jobs again from code, of whichever definition and owner.</summary>
internal sealed class CodeRetry(JobCatalog jobs, JobRetrier retrier, JobStarter starter)
{
    /// <param name="old">The job, as it was read.</param>
    /// <param name="ignoresLimits">Whether it is started however many jobs its owner has.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="JobDispatchException">A job's method calls it, and the job's Starts does not name the other one.</exception>
    /// <exception cref="JobLimitException">The owner has too many jobs.</exception>
    public async ValueTask<JobRetry> RetryAsync(JobRecord old, bool ignoresLimits, CancellationToken cancellationToken)
    {
        InvocationScope scope = InvocationScope.Current;
        if (jobs.Find(old.Job) is { } job)
            NamedStarts.Check(jobs, job, scope);

        using PreparedRetry prepared = await retrier
            .PrepareAsync(old, CodeStart.CorrelationOf(scope), scope.RequestId, cancellationToken)
            .ConfigureAwait(false);
        if (prepared.Request is not { } request)
            return new JobRetry { Outcome = prepared.Outcome, Reason = prepared.Reason };

        JobStart start = await starter
            .StartAsync(request with { IgnoresLimits = ignoresLimits }, InvocationBudget.Current, cancellationToken)
            .ConfigureAwait(false);
        return start.Outcome is JobStartOutcome.KeyReused
            ? new JobRetry { Outcome = JobRetryOutcome.RetryRemoved, Reason = JobRetrier.RemovedReason }
            : new JobRetry
            {
                Outcome = JobRetryOutcome.Started,
                Id = start.Record.Id,
                IsRepeated = start.Outcome is JobStartOutcome.Repeated,
            };
    }
}
