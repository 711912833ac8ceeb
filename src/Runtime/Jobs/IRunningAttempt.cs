using System.Diagnostics.CodeAnalysis;

namespace AsyncJobs.Jobs;

/// <summary>What a running attempt does for its method, which sees it as a <see cref="JobContext"/>.</summary>
internal interface IRunningAttempt
{
    /// <summary>The services of the invocation.</summary>
    IServiceProvider Services { get; }

    /// <summary>Notes how far the method is.</summary>
    ValueTask ReportProgressAsync(double fraction, string? message);

    /// <summary>Gives what an earlier attempt saved.</summary>
    T? GetState<T>();

    /// <summary>Saves what a later attempt is to go on with.</summary>
    ValueTask SaveStateAsync<T>(T state);

    /// <summary>Waits until jobs have ended, for as long as the invocation lasts.</summary>
    /// <param name="job">Whose jobs they are; null for any, without results.</param>
    /// <param name="ids">Their ids.</param>
    /// <param name="state">What the method is to go on with in another invocation. That it can be saved is known before the wait.</param>
    /// <param name="options">How to wait.</param>
    /// <returns>The jobs in the order of their ids, null for one that is not there any more; null for all when there is no time left.</returns>
    ValueTask<JobSnapshot<TResult>?[]?> WaitAllAsync<TResult, TState>(
        JobDefinition<TResult>? job, string[] ids, TState state, JobJoinOptions options);

    /// <summary>Ends the method, to go on in another invocation. Always throws.</summary>
    [DoesNotReturn]
    void Continue<T>(T state);
}
