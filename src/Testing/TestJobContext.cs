using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;

namespace AsyncJobs.Testing;

/// <summary>
/// A <see cref="JobContext"/> for a unit test, which converts to it, and what the method did with it. <see cref="TestJob"/> makes it. Safe for
/// concurrent use.
/// </summary>
public sealed class TestJobContext
{
    private readonly JobDefinition? _job;
    private readonly TestJobOptions _options;
    private readonly TestAttempt _attempt;
    private readonly TestJobs _others;
    private readonly CancellationTokenSource _stop;

    internal TestJobContext(JobDefinition? job, TestJobOptions options)
        : this(job, options, new TestJobs())
    {
    }

    private TestJobContext(JobDefinition? job, TestJobOptions options, TestJobs others)
    {
        _others = others;
        _job = job;
        _options = options = options with { Id = options.Id ?? JobId.New() };

        // As in an invocation that has no deadline, for which the platform's clocks are no matter.
        TimeSpan timeout = options.Timeout ?? (job is null ? TimeSpan.Zero : TimeSpan.FromSeconds(job.TimeoutSeconds));
        TimeSpan reserve = TimeSpan.FromMilliseconds(job?.ReserveMilliseconds ?? Shared.JobDefaults.ReserveMilliseconds);
        InvocationBudget budget = InvocationBudget.FromRemaining(timeout, reserve, options.Time);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(budget.Token);
        _attempt = new TestAttempt(job, options.State, options.Services, budget, others);

        DateTimeOffset now = options.Time.GetUtcNow();
        JobRecord record = new()
        {
            Id = options.Id!,
            Job = options.JobName ?? job?.Name ?? "test",
            Status = JobStatus.Running,
            CreatedAt = now,
            ExpiresAt = now.AddHours(job?.RetentionHours ?? Shared.JobDefaults.RetentionHours),
            Attempt = options.Attempt,
            Continuation = options.Continuation,
        };
        Context = new JobContext(record, options.RequestId ?? Guid.NewGuid().ToString(), budget, _stop.Token, _attempt);
    }

    /// <summary>What the method is given.</summary>
    public JobContext Context { get; }

    /// <summary>What the method reported, in the order of its calls. In a worker, reports that follow within a second replace each other.</summary>
    public IReadOnlyList<JobProgress> Progress => _attempt.Progress;

    /// <summary>What the method saved by <see cref="JobContext.SaveStateAsync"/>, in the order of its calls.</summary>
    public IReadOnlyList<object?> SavedStates => _attempt.Saved;

    /// <summary>Whether the method asked to go on in another invocation, by <see cref="JobContext.ContinueAsync"/>.</summary>
    public bool IsContinued => _attempt.IsContinued;

    /// <summary>What the method is to go on with in the other invocation; null where it did not ask for one.</summary>
    public object? ContinuedState => _attempt.ContinuedState;

    /// <summary>Gives a method what it takes.</summary>
    /// <param name="job">The context.</param>
    public static implicit operator JobContext(TestJobContext job)
    {
        ArgumentNullException.ThrowIfNull(job);
        return job.Context;
    }

    /// <summary>
    /// Says how another job stands when the method waits for it by <see cref="JobContext.WaitAllAsync{TResult,TState}"/>, here and in the invocations
    /// and attempts that follow. Where one has not ended, the method goes on in another invocation at once; one that no test has set is not there.
    /// </summary>
    /// <param name="job">The job. It takes the place of one of the same id.</param>
    public void SetJob<TResult>(JobSnapshot<TResult> job)
    {
        ArgumentNullException.ThrowIfNull(job);
        _others.Set(job);
    }

    /// <summary>Fires the token of the method, as the worker does when the job's caller cancels it.</summary>
    public void Cancel() => _stop.Cancel();

    /// <summary>
    /// Makes the budget and the ids of the job current in the calling asynchronous flow until the result is disposed of, as they are in a worker, for
    /// methods whose outgoing calls go through a <see cref="BudgetHandler"/> or read <see cref="InvocationBudget.Current"/>.
    /// </summary>
    public EnteredScope Enter()
    {
        EnteredScope entered = Context.Budget.Enter();
        new InvocationScope
        {
            RequestId = Context.RequestId,
            JobName = Context.JobName,
            JobId = Context.Id,
            Attempt = Context.Attempt,
            CorrelationId = Context.Id,
        }.Enter();
        return entered;
    }

    /// <summary>The context of the invocation in which the method goes on that called <see cref="JobContext.ContinueAsync"/>.</summary>
    /// <exception cref="InvalidOperationException">It did not.</exception>
    public TestJobContext NextInvocation() => IsContinued
        ? new TestJobContext(_job, _options with { State = ContinuedState, Continuation = _options.Continuation + 1, RequestId = null }, _others)
        : throw new InvalidOperationException("The method did not ask to go on in another invocation, so that there is none.");

    /// <summary>The context of the attempt that follows one that failed or broke off: it finds what was saved last.</summary>
    public TestJobContext NextAttempt() => new(
        _job,
        _options with { State = _attempt.Saved is [.., var last] ? last : _options.State, Attempt = _options.Attempt + 1, RequestId = null },
        _others);
}
