using AsyncJobs.Jobs;

namespace AsyncJobs.Joining;

/// <summary>For how long a job may wait for others.</summary>
/// <param name="Budget">What its invocation may still spend.</param>
/// <param name="TotalEnd">When the job has no time left in all.</param>
/// <param name="Options">What its method says of it.</param>
/// <param name="IsCancelRequested">Whether the job is to stop since its caller wants it to.</param>
internal sealed record JoinTerms(InvocationBudget Budget, DateTimeOffset TotalEnd, JobJoinOptions Options, Func<bool> IsCancelRequested) : IDisposable
{
    // The invocation is used for waiting; the rest is for the end of the method.
    private readonly InvocationBudget _wait = Budget.LeaveTenth(JobAwaiter.LongestRest);

    /// <summary>Fires when the invocation may wait no longer.</summary>
    public CancellationToken Token => _wait.Token;

    /// <summary>Whether what remains of the invocation is enough for what follows.</summary>
    public bool HasTimeAfter => Budget.Deadline is null || Budget.Remaining >= Options.TimeAfter;

    /// <summary>How long the invocation may still wait; negative or zero for no longer.</summary>
    public TimeSpan Left(DateTimeOffset now)
    {
        TimeSpan inAll = TotalEnd - now;
        if (Budget.Deadline is null)
            return inAll;

        TimeSpan wait = _wait.Remaining;
        TimeSpan beforeRest = Budget.Remaining - Options.TimeAfter;
        TimeSpan inInvocation = wait < beforeRest ? wait : beforeRest;
        return inInvocation < inAll ? inInvocation : inAll;
    }

    public void Dispose()
    {
        if (_wait != Budget)
            _wait.Dispose();
    }
}
