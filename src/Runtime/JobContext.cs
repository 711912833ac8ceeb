using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;

namespace AsyncJobs;

/// <summary>What a job method can know and say about the job it is working on.</summary>
public sealed class JobContext
{
    private readonly ProgressReporter _progress;
    private readonly JobScope _scope;

    internal JobContext(JobRecord record, string requestId, InvocationBudget budget, CancellationToken token, ProgressReporter progress, JobScope scope)
    {
        Id = record.Id;
        JobName = record.Job;
        Attempt = record.Attempt;
        RequestId = requestId;
        Budget = budget;
        CancellationToken = token;
        _progress = progress;
        _scope = scope;
    }

    /// <summary>The job's id.</summary>
    public string Id { get; }

    /// <summary>The name of the job's definition.</summary>
    public string JobName { get; }

    /// <summary>Which attempt this is, from 1.</summary>
    public int Attempt { get; }

    /// <summary>The request id of the Lambda invocation.</summary>
    public string RequestId { get; }

    /// <summary>The time this invocation has.</summary>
    public InvocationBudget Budget { get; }

    /// <summary>Fires when the method has to stop: its budget is spent, the caller cancelled the job, or another worker took it over.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>The services of this invocation, a scope of their own.</summary>
    /// <exception cref="InvalidOperationException">The assembly has no method marked <see cref="JobServicesAttribute"/>.</exception>
    public IServiceProvider Services => _scope.Services;

    /// <summary>
    /// Says how far the job is. Cheap to call often: at most one write a second reaches the table, and the last value always does.
    /// A write that fails is tried again with the next value; it never fails the job.
    /// </summary>
    /// <param name="fraction">0 to 1; values outside are clamped.</param>
    /// <param name="message">What is going on, for a person; cut at 1,000 characters.</param>
    public ValueTask ReportProgressAsync(double fraction, string? message = null) => _progress.ReportAsync(fraction, message);
}
