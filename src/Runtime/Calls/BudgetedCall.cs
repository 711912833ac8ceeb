using System.Diagnostics;
using AsyncJobs.Telemetry;
using AsyncJobs.Time;

namespace AsyncJobs.Calls;

/// <summary>
/// One request under a budget, from its start to the end of the response's body. It goes in steps, one after the other: sending the request,
/// then each read of the body. The caller can cancel each step; the time ends them all.
/// </summary>
internal sealed class BudgetedCall
{
    private readonly string _service;
    private readonly HttpRequestMessage _request;
    private readonly Ambient _ambient;
    private readonly long _start;
    private readonly Activity? _activity;

    // Fires when the time is over, and when the caller cancels a step. Null after the end of the call.
    private CancellationTokenSource? _source;

    private bool _isCancelledByCaller;
    private bool _isAbandoned;
    private bool _canReuseSource;
    private int _isReported;

    private BudgetedCall(string service, HttpRequestMessage request, Ambient ambient, long start, TimeSpan granted)
    {
        _service = service;
        _request = request;
        _ambient = ambient;
        _start = start;
        _activity = JobActivities.IsHeard ? CallReport.Start(service, request, granted) : null;
        _source = TimeoutPool.Rent(granted, ambient.Budget.Time);
    }

    private TimeSpan Elapsed => _ambient.Budget.Time.GetElapsedTime(_start);

    /// <summary>Begins a call with all the time that the budget has left.</summary>
    /// <exception cref="BudgetExceededException">That is less than <paramref name="minimum"/>.</exception>
    public static BudgetedCall Begin(string service, HttpRequestMessage request, Ambient ambient, TimeSpan minimum)
    {
        long now = ambient.Budget.Time.GetTimestamp();
        TimeSpan granted = ambient.Budget.RemainingAt(now);
        if (granted >= minimum && granted > TimeSpan.Zero)
            return new BudgetedCall(service, request, ambient, now, granted);

        CallReport.Record(service, "refused", TimeSpan.Zero);
        CallReport.Warn(service, "refused", request, ambient.Scope, granted, TimeSpan.Zero);
        throw new BudgetExceededException(service, granted, TimeSpan.Zero);
    }

    /// <summary>Begins a step. Dispose of the result when the step ends.</summary>
    /// <param name="caller">Cancels the step.</param>
    /// <param name="token">Ends the step, for whoever does it. After the end of the call nothing but the caller does.</param>
    /// <exception cref="BudgetExceededException">The time is over.</exception>
    public CancellationTokenRegistration BeginStep(CancellationToken caller, out CancellationToken token)
    {
        token = caller;
        if (Volatile.Read(ref _source) is not { } source)
            return default;

        token = (source.IsCancellationRequested ? Renew(source) : source).Token;
        return caller.UnsafeRegister(static call => ((BudgetedCall)call!).CancelByCaller(), this);
    }

    /// <summary>Notes that a step failed. Call it after the step has ended.</summary>
    /// <param name="exception">What it failed with.</param>
    /// <param name="caller">Whoever could cancel it.</param>
    /// <returns>What to throw instead of the exception; null where neither the time nor the caller ended the step.</returns>
    public Exception? FailStep(Exception exception, CancellationToken caller)
    {
        bool wasEnded = _source is { IsCancellationRequested: true }
            && exception is OperationCanceledException or HttpRequestException or IOException or ObjectDisposedException;
        if (!wasEnded)
        {
            Report("failed", exception);
            return null;
        }

        if (!_isCancelledByCaller)
            return Exceed(exception);

        Report("cancelled", null);
        return new TaskCanceledException(exception.Message, exception, caller);
    }

    /// <summary>Ends the call, because it could not be sent.</summary>
    /// <inheritdoc cref="FailStep"/>
    public Exception? FailSending(Exception exception, CancellationToken caller)
    {
        Exception? instead = FailStep(exception, caller);
        Abandon();
        return instead;
    }

    /// <summary>Ends sending: the response is there, and its body remains to be read.</summary>
    /// <returns>The response with a body that the time bounds.</returns>
    public HttpResponseMessage BoundBody(HttpResponseMessage response)
    {
        // In HTTP/2 and later an answer may come while the request's content is still on its way, under the same token.
        _canReuseSource = _request.Content is null || response.Version.Major < 2;
        if (!BudgetedContent.Bound(_request, response, this))
            End();
        return response;
    }

    /// <summary>Ends the call: there is nothing left to read.</summary>
    /// <exception cref="ObjectDisposedException">
    /// It was abandoned meanwhile, which looks like the end where a body lasts as long as its connection.
    /// </exception>
    public void End()
    {
        ObjectDisposedException.ThrowIf(_isAbandoned, typeof(Stream));
        if (Close() is not { } source)
            return;

        if (_canReuseSource)
            TimeoutPool.Return(source);
        else
            source.Dispose();
    }

    /// <summary>Ends the call: nobody wants more of the body. A read may still be going on, which keeps its token.</summary>
    public void Abandon()
    {
        _isAbandoned = true;
        Close()?.Dispose();
    }

    // After the caller cancelled one read, the budget still has its time for the next.
    private CancellationTokenSource Renew(CancellationTokenSource spent)
    {
        TimeSpan remaining = _ambient.Budget.Remaining;
        if (!_isCancelledByCaller || remaining == TimeSpan.Zero)
            throw Exceed(null);

        // If the call is abandoned at this very moment, the fresh source is disposed of, and asking for its token throws ObjectDisposedException.
        _isCancelledByCaller = false;
        CancellationTokenSource fresh = TimeoutPool.Rent(remaining, _ambient.Budget.Time);
        if (Interlocked.CompareExchange(ref _source, fresh, spent) != spent)
            fresh.Dispose();
        return fresh;
    }

    private void CancelByCaller()
    {
        CancellationTokenSource? source = Volatile.Read(ref _source);
        if (source is null || source.IsCancellationRequested)
            return;

        // The token of a job fires with the budget, which is no wish of the caller's.
        _isCancelledByCaller = !_ambient.Budget.IsSpent;
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // At this very moment the call was abandoned.
        }
    }

    private BudgetExceededException Exceed(Exception? cause)
    {
        TimeSpan granted = _ambient.Budget.RemainingAt(_start);
        TimeSpan elapsed = Elapsed;
        BudgetExceededException exceeded = new(_service, granted, elapsed > TimeSpan.Zero ? elapsed : TimeSpan.FromTicks(1), cause);
        if (Report("timedout", exceeded))
            CallReport.Warn(_service, "timedout", _request, _ambient.Scope, granted, elapsed);
        return exceeded;
    }

    private CancellationTokenSource? Close()
    {
        CancellationTokenSource? source = Interlocked.Exchange(ref _source, null);
        Report("answered", null);
        return source;
    }

    // A call has one outcome, which is told once.
    private bool Report(string outcome, Exception? exception)
    {
        if (Interlocked.Exchange(ref _isReported, 1) != 0)
            return false;

        if (CallMetrics.Duration.Enabled)
            CallReport.Record(_service, outcome, Elapsed);
        if (_activity is { } activity)
            CallReport.Stop(activity, outcome, exception);
        return true;
    }
}
