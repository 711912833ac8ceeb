using System.Diagnostics.CodeAnalysis;
using AsyncJobs.Jobs;
using AsyncJobs.Joining;
using AsyncJobs.Lifecycle;

namespace AsyncJobs.Working;

/// <summary>What a running attempt does for its method.</summary>
internal sealed class RunningAttempt(
    JobDefinition job,
    JobRecord record,
    InvocationBudget budget,
    ProgressReporter progress,
    SavedState state,
    JobScope scope,
    CancelWatcher watcher,
    JobJoiner joiner) : IRunningAttempt
{
    public IServiceProvider Services => scope.Services;

    public ValueTask ReportProgressAsync(double fraction, string? message) => progress.ReportAsync(fraction, message);

    public T? GetState<T>() => state.Get<T>();

    public ValueTask SaveStateAsync<T>(T value) => state.SaveAsync(value);

    public async ValueTask<JobSnapshot<TResult>?[]?> WaitAllAsync<TResult, TState>(
        JobDefinition<TResult>? joined, string[] ids, TState value, JobJoinOptions options)
    {
        bool comesBack = state.IsFirst(value);
        JobJoinOptions.Check(options, job);
        DateTimeOffset totalEnd = record.StartedAt!.Value.AddSeconds(job.TotalTimeoutSeconds);
        using JoinTerms terms = new(budget, totalEnd, options, comesBack, () => watcher.IsCancelRequested);
        return await joiner.WaitAsync(joined, ids, terms, watcher.Token).ConfigureAwait(false);
    }

    [DoesNotReturn]
    public void Continue<T>(T value) => state.Continue(value);
}
