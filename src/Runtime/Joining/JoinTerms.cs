using AsyncJobs.Jobs;

namespace AsyncJobs.Joining;

/// <summary>For how long a job may wait for others.</summary>
/// <param name="Budget">What its invocation may still spend.</param>
/// <param name="TotalEnd">When the job has no time left in all.</param>
/// <param name="Options">What its method says of it.</param>
/// <param name="ComesBack">Whether the job has waited for the same before, and will have no more time in another invocation.</param>
/// <param name="IsCancelRequested">Whether the job is to stop since its caller wants it to.</param>
internal sealed record JoinTerms(
    InvocationBudget Budget, DateTimeOffset TotalEnd, JobJoinOptions Options, bool ComesBack, Func<bool> IsCancelRequested) : IDisposable
{
    // The invocation is used for waiting; the rest is for the end of the method.
    private readonly InvocationBudget _wait = Budget.LeaveTenth(JobAwaiter.LongestRest);

    // An invocation may have less time than the method asks for. Half of it is used in any case, or a job would go on and on without a pause.
    private readonly TimeSpan _after = Least(Options.TimeAfter, (ComesBack ? Budget.Remaining : Budget.Whole) / 2);

    /// <summary>Fires when the invocation may wait no longer.</summary>
    public CancellationToken Token => _wait.Token;

    /// <summary>Whether what remains of the invocation is enough for what follows.</summary>
    public bool HasTimeAfter => Budget.Deadline is null || Budget.Remaining >= _after;

    /// <summary>How long the invocation may still wait; negative or zero for no longer.</summary>
    public TimeSpan Left(DateTimeOffset now)
    {
        TimeSpan inAll = TotalEnd - now;
        if (Budget.Deadline is null)
            return inAll;

        return Least(Least(_wait.Remaining, Budget.Remaining - _after), inAll);
    }

    public void Dispose()
    {
        if (_wait != Budget)
            _wait.Dispose();
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
