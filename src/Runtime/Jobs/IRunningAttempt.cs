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

    /// <summary>Ends the method, to go on in another invocation. Always throws.</summary>
    [DoesNotReturn]
    void Continue<T>(T state);
}
