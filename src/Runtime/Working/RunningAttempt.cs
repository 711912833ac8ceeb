using System.Diagnostics.CodeAnalysis;
using AsyncJobs.Jobs;

namespace AsyncJobs.Working;

/// <summary>What a running attempt does for its method.</summary>
internal sealed class RunningAttempt(ProgressReporter progress, SavedState state, JobScope scope) : IRunningAttempt
{
    public IServiceProvider Services => scope.Services;

    public ValueTask ReportProgressAsync(double fraction, string? message) => progress.ReportAsync(fraction, message);

    public T? GetState<T>() => state.Get<T>();

    public ValueTask SaveStateAsync<T>(T value) => state.SaveAsync(value);

    [DoesNotReturn]
    public void Continue<T>(T value) => state.Continue(value);
}
