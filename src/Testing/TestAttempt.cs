using System.Diagnostics.CodeAnalysis;
using AsyncJobs.Jobs;

namespace AsyncJobs.Testing;

/// <summary>Notes what a method does, instead of writing it to a store.</summary>
internal sealed class TestAttempt : IRunningAttempt
{
    private readonly object _gate = new();
    private readonly JobDefinition? _job;
    private readonly StateCodec? _codec;
    private readonly TestJobs _others;
    private readonly IServiceProvider? _services;
    private readonly InvocationBudget _budget;
    private readonly List<JobProgress> _progress = [];
    private readonly List<object?> _saved = [];
    private object? _state;

    public TestAttempt(JobDefinition? job, object? state, IServiceProvider? services, InvocationBudget budget, TestJobs others)
    {
        if (state is not null && job is not null && job.StateType?.Type.IsInstanceOfType(state) is not true)
        {
            throw new ArgumentException(
                job.StateType is { } type
                    ? $"The state of job '{job.Name}' is {type.Type}, not {state.GetType()}."
                    : $"Job '{job.Name}' has no state: its [AsyncJob] does not name one.",
                nameof(state));
        }

        _job = job;
        _others = others;
        _codec = job is null ? null : new StateCodec(job);
        _state = state;
        _services = services;
        _budget = budget;
    }

    public IReadOnlyList<JobProgress> Progress
    {
        get
        {
            lock (_gate)
                return [.. _progress];
        }
    }

    public IReadOnlyList<object?> Saved
    {
        get
        {
            lock (_gate)
                return [.. _saved];
        }
    }

    public bool IsContinued { get; private set; }

    public object? ContinuedState { get; private set; }

    public IServiceProvider Services => _services ?? throw new InvalidOperationException(
        $"The test gives the job no services: set {nameof(TestJobOptions)}.{nameof(TestJobOptions.Services)}.");

    public ValueTask ReportProgressAsync(double fraction, string? message)
    {
        JobProgress progress = JobProgress.Of(fraction, message);
        lock (_gate)
            _progress.Add(progress);
        return default;
    }

    public T? GetState<T>()
    {
        object? state;
        lock (_gate)
            state = _state;
        return state switch
        {
            null => _codec is null ? default : _codec.Read<T>(default),
            T value => Copy(value),
            _ => throw new InvalidOperationException($"The state of the test's job is {state.GetType()}, not {typeof(T)}: give it one of that type."),
        };
    }

    public ValueTask SaveStateAsync<T>(T state)
    {
        _budget.Token.ThrowIfCancellationRequested();
        T? saved = Copy(state);
        lock (_gate)
        {
            _saved.Add(saved);
            _state = saved;
        }

        return default;
    }

    public ValueTask<JobSnapshot<TResult>?[]?> WaitAllAsync<TResult, TState>(
        JobDefinition<TResult>? job, string[] ids, TState state, JobJoinOptions options)
    {
        Copy(state);
        if (_job is not null)
            JobJoinOptions.Check(options, _job);
        JobSnapshot<TResult>?[] found = Array.ConvertAll(ids, id => job is null ? _others.FindAny<TResult>(id) : _others.Find<TResult>(id));
        return new(Array.TrueForAll(found, static one => one is null or { IsFinished: true }) ? found : null);
    }

    [DoesNotReturn]
    public void Continue<T>(T state)
    {
        T? next = Copy(state);
        lock (_gate)
            (ContinuedState, IsContinued) = (next, true);
        throw new JobContinuedException();
    }

    // What a later attempt reads, which went through JSON.
    private T? Copy<T>(T state) => _codec is null ? state : _codec.Read<T>(_codec.Write(state));
}
