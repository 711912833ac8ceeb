using System.Diagnostics.CodeAnalysis;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;

namespace AsyncJobs;

/// <summary>What a job method can know and say about the job it is working on.</summary>
public sealed class JobContext
{
    private readonly IRunningAttempt _attempt;

    internal JobContext(JobRecord record, string requestId, InvocationBudget budget, CancellationToken token, IRunningAttempt attempt)
    {
        Id = record.Id;
        JobName = record.Job;
        Attempt = record.Attempt;
        Continuation = record.Continuation;
        RequestId = requestId;
        Budget = budget;
        CancellationToken = token;
        _attempt = attempt;
    }

    /// <summary>The job's id.</summary>
    public string Id { get; }

    /// <summary>The name of the job's definition.</summary>
    public string JobName { get; }

    /// <summary>Which attempt this is, from 1. It goes on where the method continues in another invocation.</summary>
    public int Attempt { get; }

    /// <summary>How often the method was continued in another invocation so far.</summary>
    public int Continuation { get; }

    /// <summary>The request id of the Lambda invocation.</summary>
    public string RequestId { get; }

    /// <summary>The time this invocation has.</summary>
    public InvocationBudget Budget { get; }

    /// <summary>Fires when the method has to stop: its budget is spent, the caller cancelled the job, or another worker took it over.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>The services of this invocation, a scope of their own.</summary>
    /// <exception cref="InvalidOperationException">The assembly has no method marked <see cref="JobServicesAttribute"/>.</exception>
    public IServiceProvider Services => _attempt.Services;

    /// <summary>
    /// Says how far the job is. Cheap to call often: at most one write a second reaches the table, and the last value always does.
    /// A write that fails is tried again with the next value; it never fails the job. The value is taken before the method returns: code that counts
    /// on several threads counts and reports under one lock, and awaits the result outside of it, so that the last value is the greatest.
    /// </summary>
    /// <param name="fraction">0 to 1; values outside are clamped.</param>
    /// <param name="message">What is going on, for a person; cut at 1,000 characters.</param>
    public ValueTask ReportProgressAsync(double fraction, string? message = null) => _attempt.ReportProgressAsync(fraction, message);

    /// <summary>
    /// What was last saved, by <see cref="ContinueAsync"/> in the invocation before or by <see cref="SaveStateAsync"/> in any, also where
    /// an attempt has broken off since: a method that begins with it goes on instead of beginning anew.
    /// </summary>
    /// <typeparam name="T">The type that <see cref="AsyncJobAttribute.State"/> names.</typeparam>
    /// <returns>The type's default where nothing was saved.</returns>
    /// <exception cref="InvalidOperationException">The attribute names no type, or another one.</exception>
    /// <exception cref="System.Text.Json.JsonException">What another version of the method saved does not fit the type.</exception>
    public T? State<T>() => _attempt.GetState<T>();

    /// <summary>
    /// Saves what a later attempt is to go on with, should this one break off. One write to the table, whose cost grows with the state.
    /// </summary>
    /// <typeparam name="T">The type that <see cref="AsyncJobAttribute.State"/> names.</typeparam>
    /// <param name="state">At most 100 KB as JSON.</param>
    /// <exception cref="ArgumentException">It is larger.</exception>
    /// <exception cref="InvalidOperationException">The attribute names no type, or another one.</exception>
    /// <exception cref="OperationCanceledException">The budget is spent.</exception>
    public ValueTask SaveStateAsync<T>(T state) => _attempt.SaveStateAsync(state);

    /// <summary>
    /// Ends this invocation and goes on in the next one, for work that takes longer than the 15 minutes of one. It does not return: it
    /// throws <see cref="JobContinuedException"/>, which has to pass through the method. The next invocation calls the method anew with the
    /// same arguments, and <see cref="State"/> gives it what was saved. Attempt and progress stay as they are.
    /// </summary>
    /// <remarks>
    /// After <see cref="AsyncJobAttribute.TotalTimeoutSeconds"/> the job is TIMED_OUT instead. The worker invokes itself, for which it needs
    /// <c>lambda:InvokeFunction</c> on itself, the variable <c>ASYNCJOBS_WORKERS</c>, and <c>RecursiveLoop: Allow</c>: Lambda otherwise
    /// stops a function that invokes itself after about 16 times.
    /// </remarks>
    /// <typeparam name="T">The type that <see cref="AsyncJobAttribute.State"/> names.</typeparam>
    /// <param name="state">What to go on with: at most 100 KB as JSON.</param>
    /// <returns>Never.</returns>
    /// <exception cref="JobContinuedException">Always, unless one of the following.</exception>
    /// <exception cref="ArgumentException">The state is larger.</exception>
    /// <exception cref="InvalidOperationException">The attribute names no type, or another one.</exception>
    [DoesNotReturn]
    public Task ContinueAsync<T>(T state)
    {
        _attempt.Continue(state);
        return Task.CompletedTask;
    }
}
