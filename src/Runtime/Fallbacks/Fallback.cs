using AsyncJobs.Fallbacks;
using AsyncJobs.Telemetry;

namespace AsyncJobs;

/// <summary>
/// A chain of alternatives: the first is tried; if it fails or its time runs out, the next, and so on; a stub at the end always answers.
/// Each step has a part of the time that <see cref="InvocationBudget.Current"/> has left, so that there is time for the steps that follow.
/// Immutable: build a chain once, keep it in a static field and run it as often as needed, also at the same time.
/// </summary>
/// <remarks>
/// <para>
/// A step gets a fair share of what remains for it and the calls after it, unless it names a fraction; what it leaves over goes to the steps that
/// follow. Its calls see their part as <see cref="InvocationBudget.Current"/>. A step that ignores its token is given up soon after its time and left
/// to itself. A step for which no time is left is skipped. A stub needs no time: it answers also when the budget is spent, inside the reserve.
/// </para>
/// <para>
/// What is wrong with the request itself does not fall through, but reaches the caller as it was thrown: by default <see cref="ArgumentException"/>
/// and <see cref="JobException"/> with <see cref="JobException.Retry"/> false; see <see cref="StopOn"/>. Neither does the caller's cancel.
/// </para>
/// <para>
/// A run that its first step does not answer is logged as <c>fallback.answered</c> or <c>fallback.exhausted</c>, and counted as
/// <c>{chain}.fallbacks</c> or <c>{chain}.exhausted</c>.
/// </para>
/// </remarks>
/// <typeparam name="TState">What the steps work on. Handed to them, so that they can be static and nothing is allocated for them a run.</typeparam>
/// <typeparam name="T">The answer.</typeparam>
public sealed class Fallback<TState, T>
{
    private readonly string _name;
    private readonly FallbackStep<TState, T>[] _steps;
    private readonly Func<Exception, bool> _isBadRequest;

    /// <summary>Makes a chain without steps.</summary>
    /// <param name="name">The chain's name, for logs and metrics: 1 to 64 letters, digits, dots, hyphens and underscores.</param>
    /// <exception cref="ArgumentException"><paramref name="name"/> is not such a name.</exception>
    public Fallback(string name)
        : this(ServiceName.Check(name, nameof(name)), [], static exception => exception is ArgumentException or JobException { Retry: false })
    {
    }

    private Fallback(string name, FallbackStep<TState, T>[] steps, Func<Exception, bool> isBadRequest)
    {
        _name = name;
        _steps = steps;
        _isBadRequest = isBadRequest;
    }

    private bool EndsWithStub => _steps is [.., { Stub: not null }];

    /// <summary>Adds a step that has a fair share of the time.</summary>
    /// <param name="step">Its name, unique in the chain.</param>
    /// <param name="call">The call. Its token fires when the step's time is over and when the caller cancels.</param>
    /// <returns>The longer chain.</returns>
    /// <exception cref="ArgumentException">The name is malformed or taken.</exception>
    /// <exception cref="InvalidOperationException">The chain ends with a stub.</exception>
    public Fallback<TState, T> Try(string step, Func<TState, CancellationToken, ValueTask<T>> call) => Add(new(step) { Call = call });

    /// <summary>Adds a step that has a fair share of the time, but not more than a limit.</summary>
    /// <inheritdoc cref="Try(string, Func{TState, CancellationToken, ValueTask{T}})"/>
    /// <param name="step"><inheritdoc cref="Try(string, Func{TState, CancellationToken, ValueTask{T}})" path="/param[@name='step']"/></param>
    /// <param name="most">The limit, more than zero. It holds also where there is no deadline.</param>
    /// <param name="call"><inheritdoc cref="Try(string, Func{TState, CancellationToken, ValueTask{T}})" path="/param[@name='call']"/></param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="most"/> is not more than zero.</exception>
    public Fallback<TState, T> Try(string step, TimeSpan most, Func<TState, CancellationToken, ValueTask<T>> call)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(most, TimeSpan.Zero);
        return Add(new(step) { Call = call, Most = most });
    }

    /// <summary>Adds a step that has a part of the time that remains when it begins.</summary>
    /// <inheritdoc cref="Try(string, Func{TState, CancellationToken, ValueTask{T}})"/>
    /// <param name="step"><inheritdoc cref="Try(string, Func{TState, CancellationToken, ValueTask{T}})" path="/param[@name='step']"/></param>
    /// <param name="fraction">The part, more than 0 and at most 1; 1 leaves nothing to the steps that follow.</param>
    /// <param name="call"><inheritdoc cref="Try(string, Func{TState, CancellationToken, ValueTask{T}})" path="/param[@name='call']"/></param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fraction"/> is not in these limits.</exception>
    public Fallback<TState, T> Try(string step, double fraction, Func<TState, CancellationToken, ValueTask<T>> call)
    {
        if (fraction is not (> 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "The fraction is more than 0 and at most 1.");
        return Add(new(step) { Call = call, Fraction = fraction });
    }

    /// <summary>Ends the chain with an answer that needs no call, such as a default.</summary>
    /// <param name="step">Its name, unique in the chain.</param>
    /// <param name="make">Makes the answer at once.</param>
    /// <returns>The longer chain.</returns>
    /// <exception cref="ArgumentException">The name is malformed or taken.</exception>
    /// <exception cref="InvalidOperationException">The chain ends with a stub already.</exception>
    public Fallback<TState, T> Stub(string step, Func<TState, T> make) => Add(new(step) { Stub = make });

    /// <summary>Says which exceptions are about the request itself, so that no other step could do better. Replaces what was said before.</summary>
    /// <param name="isBadRequest">True for such an exception. Must not throw.</param>
    /// <returns>The chain that does so.</returns>
    public Fallback<TState, T> StopOn(Func<Exception, bool> isBadRequest) => new(_name, _steps, isBadRequest);

    /// <summary>Runs the chain.</summary>
    /// <param name="state">What the steps work on.</param>
    /// <param name="cancellationToken">
    /// Gives up. That of a job may be given: when it fires because the budget is spent, the chain goes on to its stub.
    /// </param>
    /// <returns>Which step answered and why the others did not. Its value throws when none did.</returns>
    /// <exception cref="OperationCanceledException">The caller cancelled.</exception>
    public async ValueTask<FallbackOutcome<T>> RunAsync(TState state, CancellationToken cancellationToken = default)
    {
        FallbackRun run = new(InvocationBudget.Current, cancellationToken);
        List<FallbackMiss>? misses = null;
        int calls = EndsWithStub ? _steps.Length - 1 : _steps.Length;
        for (int i = 0; i < _steps.Length; i++)
        {
            FallbackStep<TState, T> step = _steps[i];
            run.ThrowIfCancelled();
            try
            {
                T value = await step.AnswerAsync(state, run, calls - i).ConfigureAwait(false);
                if (misses is not null)
                    FallbackReport.Answered(_name, step.Name, misses);
                return new FallbackOutcome<T>(_name, step.Name, value, misses);
            }
            catch (Exception exception) when (!run.IsCancel(exception) && !_isBadRequest(exception))
            {
                (misses ??= []).Add(new FallbackMiss(step.Name, ReasonOf(exception), exception));
            }
        }

        run.ThrowIfCancelled();
        misses ??= [];
        FallbackReport.Exhausted(_name, misses);
        return new FallbackOutcome<T>(_name, null, default!, misses);
    }

    private static FallbackReason ReasonOf(Exception exception) => exception switch
    {
        BudgetExceededException { Elapsed.Ticks: 0 } => FallbackReason.NoTime,
        TimeoutException or OperationCanceledException { InnerException: TimeoutException } => FallbackReason.TimedOut,
        _ => FallbackReason.Failed,
    };

    private Fallback<TState, T> Add(FallbackStep<TState, T> step)
    {
        ServiceName.Check(step.Name, nameof(step));
        if (EndsWithStub)
            throw new InvalidOperationException($"The chain '{_name}' ends with the stub '{_steps[^1].Name}'; nothing can follow it.");
        if (_steps.Any(other => other.Name == step.Name))
            throw new ArgumentException($"The chain '{_name}' has a step '{step.Name}' already.", nameof(step));

        return new(_name, [.. _steps, step], _isBadRequest);
    }
}
