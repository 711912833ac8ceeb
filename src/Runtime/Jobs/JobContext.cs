using System.Diagnostics.CodeAnalysis;
using AsyncJobs.Failures;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;

namespace AsyncJobs;

/// <summary>What a job method can know and say about the job it is working on.</summary>
public sealed class JobContext
{
    /// <summary>How many jobs one can wait for at a time: their ids fit into its state.</summary>
    public const int MostJoined = 1000;

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
    /// Ends this invocation and goes on in the next one, for work that takes longer than one may last. It does not return: it
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

    /// <summary>
    /// Waits until other jobs have ended, however they end and however long they take. Where they take longer than this invocation, it goes on by
    /// <see cref="ContinueAsync"/>, and the method, called anew, comes back here: it begins with <see cref="State"/>, and starts nothing that it has
    /// started before.
    /// </summary>
    /// <remarks>
    /// Each invocation waits for nearly all of its time; a tenth of what remains, and at most 10 s, stay for its end. It looks at all jobs once, and
    /// again at those that have not ended, after a quarter of their age: from 200 ms to 10 s. All results are in memory at once.
    /// </remarks>
    /// <typeparam name="TResult">What the jobs return.</typeparam>
    /// <typeparam name="TState">The type that <see cref="AsyncJobAttribute.State"/> names.</typeparam>
    /// <param name="job">Whose jobs they are, such as <c>PartsCountJob.Definition</c>.</param>
    /// <param name="ids">Their ids: at most <see cref="MostJoined"/>.</param>
    /// <param name="state">What to go on with in another invocation: at most 100 KB as JSON. The ids have to be in it, or come from what is.</param>
    /// <param name="options">How to wait; null for the defaults.</param>
    /// <returns>The jobs at their ends, in the order of the ids.</returns>
    /// <exception cref="JobContinuedException">The method goes on in another invocation. It has to pass through the method.</exception>
    /// <exception cref="ArgumentException">
    /// There are too many ids, one of them is the job's own, the state is too large, or <see cref="JobJoinOptions.TimeAfter"/> is more than half of
    /// what an invocation has. All but the third make a job whose method lets it pass FAILED at once: another attempt would do the same.
    /// </exception>
    /// <exception cref="InvalidOperationException">The attribute names no state, or one of another type.</exception>
    /// <exception cref="OperationCanceledException">The method has to stop.</exception>
    public Task<JobJoin<TResult>> WaitAllAsync<TResult, TState>(
        JobDefinition<TResult> job, IEnumerable<string> ids, TState state, JobJoinOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(job);
        return JoinAsync(job, ids, state, options);
    }

    /// <summary>
    /// Waits until other jobs have ended, of whichever definitions, without a look at their results. All else is as with <see
    /// cref="WaitAllAsync{TResult,TState}"/>.
    /// </summary>
    /// <inheritdoc cref="WaitAllAsync{TResult,TState}" path="/remarks|/typeparam|/param|/returns|/exception"/>
    public Task<JobJoin<NoResult>> WaitAllAsync<TState>(IEnumerable<string> ids, TState state, JobJoinOptions? options = null) =>
        JoinAsync<NoResult, TState>(null, ids, state, options);

    private async Task<JobJoin<TResult>> JoinAsync<TResult, TState>(
        JobDefinition<TResult>? job, IEnumerable<string> ids, TState state, JobJoinOptions? options)
    {
        string[] all = [.. ids];
        if (all.Length > MostJoined)
        {
            throw new MisuseException(
                $"A job waits for at most {MostJoined} others at a time ({nameof(JobContext)}.{nameof(MostJoined)}), and these are {all.Length}. "
                + "Start fewer and larger ones, or have each of some jobs wait for a part of them.",
                nameof(ids));
        }

        if (Array.IndexOf(all, Id) is >= 0 and int itself)
        {
            throw new MisuseException(
                $"The job {Id} waits for itself, and would until its time is over: the id at place {itself} is its own.", nameof(ids));
        }

        CancellationToken.ThrowIfCancellationRequested();
        JobSnapshot<TResult>?[]? ended = await _attempt
            .WaitAllAsync(job, all, state, options ?? JobJoinOptions.Default)
            .ConfigureAwait(false);
        if (ended is null)
            _attempt.Continue(state);
        return new JobJoin<TResult>([.. ended.Select((one, i) => new JoinedJob<TResult>(all[i], one))]);
    }
}
