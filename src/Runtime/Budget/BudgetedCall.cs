using System.Diagnostics;
using System.Net;
using AsyncJobs.Logging;
using AsyncJobs.Metrics;

namespace AsyncJobs;

/// <summary>
/// One request under a budget, from its start to the end of the response's body: its timer, and whose cancellation it was.
/// </summary>
internal sealed class BudgetedCall
{
    private readonly string _service;
    private readonly HttpRequestMessage _request;
    private readonly InvocationScope _scope;
    private readonly TimeProvider _time;
    private readonly long _start;
    private readonly TimeSpan _granted;
    private Activity? _activity;
    private CancellationTokenSource? _source;
    private CancellationToken _caller;
    private CancellationTokenRegistration _sending;
    private int _operations;
    private bool _isSending;
    private bool _isCancelledByCaller;
    private int _isReported;

    private BudgetedCall(string service, HttpRequestMessage request, InvocationScope scope, TimeProvider time, TimeSpan granted)
    {
        _service = service;
        _request = request;
        _scope = scope;
        _time = time;
        _granted = granted;
        _start = time.GetTimestamp();
    }

    /// <summary>Begins a call with all that the budget has left.</summary>
    /// <exception cref="BudgetExceededException">That is less than <paramref name="minimum"/>.</exception>
    public static BudgetedCall Begin(string service, HttpRequestMessage request, InvocationBudget budget, InvocationScope scope, TimeSpan minimum)
    {
        TimeSpan granted = budget.Remaining;
        BudgetedCall call = new(service, request, scope, budget.Time, granted);
        if (granted < minimum || granted == TimeSpan.Zero)
        {
            call.Complete("refused", null);
            call.Report("refused", TimeSpan.Zero);
            throw new BudgetExceededException(service, granted, TimeSpan.Zero);
        }

        call._source = TimeoutPool.Rent(granted, budget.Time);
        call._activity = StartActivity(service, request, granted);
        return call;
    }

    /// <summary>Begins to send the request.</summary>
    /// <param name="caller">Cancels it.</param>
    /// <returns>The token for what sends it.</returns>
    /// <exception cref="BudgetExceededException">The time is over already.</exception>
    public CancellationToken BeginSending(CancellationToken caller)
    {
        TryBegin(caller, out BudgetedOperation operation);
        (_caller, _sending, _isSending) = (caller, operation.Registration, true);
        return operation.Token;
    }

    /// <summary>Ends sending: the response is there, and its body remains to be read.</summary>
    /// <returns>The response with a body that is bounded.</returns>
    public HttpResponseMessage EndSending(HttpResponseMessage response)
    {
        _isSending = false;
        EndOperation(_sending);

        // A connection that changed its protocol is not a body and has no end.
        if (_request.Method == HttpMethod.Head || response.StatusCode is HttpStatusCode.SwitchingProtocols || response.Content.Headers.ContentLength is 0)
            End();
        else
            response.Content = new BudgetedContent(response.Content, this);
        return response;
    }

    /// <summary>Ends sending that failed, and the call with it.</summary>
    /// <inheritdoc cref="EndFailed"/>
    public Exception? FailSending(Exception exception)
    {
        Exception? instead = _isSending && _source is { } source ? EndFailed(new BudgetedOperation(source, _caller, _sending), exception) : null;
        _isSending = false;
        End();
        return instead;
    }

    /// <summary>Begins a step of the call. False when the call has ended, so that nothing bounds the step.</summary>
    /// <param name="caller">Cancels the step.</param>
    /// <param name="operation">The step; to be ended by <see cref="End(in BudgetedOperation)"/>.</param>
    /// <exception cref="BudgetExceededException">The time is over.</exception>
    public bool TryBegin(CancellationToken caller, out BudgetedOperation operation)
    {
        Interlocked.Increment(ref _operations);
        CancellationTokenSource? source = Volatile.Read(ref _source);
        if (source is { IsCancellationRequested: true })
            source = Renew(source);

        if (source is null)
        {
            Interlocked.Decrement(ref _operations);
            operation = default;
            return false;
        }

        CancellationTokenRegistration registration = caller.UnsafeRegister(static call => ((BudgetedCall)call!).CancelByCaller(), this);
        operation = new BudgetedOperation(source, caller, registration);
        return true;
    }

    /// <summary>Ends a step.</summary>
    public void End(in BudgetedOperation operation) => EndOperation(operation.Registration);

    /// <summary>Ends a step that failed.</summary>
    /// <returns>What to throw instead of the exception; null where it is neither the budget's nor the caller's doing.</returns>
    public Exception? EndFailed(in BudgetedOperation operation, Exception exception)
    {
        End(operation);
        if (!operation.Source.IsCancellationRequested || exception is not (OperationCanceledException or HttpRequestException or IOException or ObjectDisposedException))
        {
            Complete("failed", exception);
            return null;
        }

        if (_isCancelledByCaller)
        {
            Complete("cancelled", null);
            return new TaskCanceledException(exception.Message, exception, operation.Caller);
        }

        return Exceed(exception);
    }

    /// <summary>Ends the call: its body was read to the end, or nobody wants it any more.</summary>
    public void End()
    {
        CancellationTokenSource? source = Interlocked.Exchange(ref _source, null);
        if (source is null)
            return;

        // A step that still runs, such as a read of a stream that is being disposed of, holds on to the token.
        if (Volatile.Read(ref _operations) == 0)
            TimeoutPool.Return(source);
        else
            source.CancelAfter(Timeout.InfiniteTimeSpan);

        Complete("answered", null);
    }

    private void EndOperation(CancellationTokenRegistration registration)
    {
        registration.Dispose();
        Interlocked.Decrement(ref _operations);
    }

    private static Activity? StartActivity(string service, HttpRequestMessage request, TimeSpan granted)
    {
        if (!JobActivities.Source.HasListeners() || JobActivities.Source.StartActivity($"call {service}") is not { } activity)
            return null;

        activity.SetTag("asyncjobs.service", service);
        activity.SetTag("asyncjobs.granted_ms", granted.TotalMilliseconds);
        activity.SetTag("http.request.method", request.Method.Method);
        return activity;
    }

    private static string? Redact(Uri? uri) =>
        uri is { IsAbsoluteUri: true } ? uri.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : null;

    // After the caller cancelled one read, the budget still has its time for the next.
    private CancellationTokenSource? Renew(CancellationTokenSource spent)
    {
        TimeSpan left = _granted - _time.GetElapsedTime(_start);
        if (!_isCancelledByCaller || left <= TimeSpan.Zero)
        {
            Interlocked.Decrement(ref _operations);
            throw Exceed(null);
        }

        CancellationTokenSource fresh = TimeoutPool.Rent(left, _time);
        if (Interlocked.CompareExchange(ref _source, fresh, spent) != spent)
        {
            TimeoutPool.Return(fresh);
            return null;
        }

        _isCancelledByCaller = false;
        return fresh;
    }

    private void CancelByCaller()
    {
        if (Volatile.Read(ref _source) is not { IsCancellationRequested: false } source)
            return;

        // The token of a job fires with the budget, which is no wish of the caller's.
        _isCancelledByCaller = !InvocationBudget.IsOver(_granted - _time.GetElapsedTime(_start));
        try
        {
            source.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The call ended at the same time.
        }
    }

    private BudgetExceededException Exceed(Exception? cause)
    {
        TimeSpan elapsed = _time.GetElapsedTime(_start);
        BudgetExceededException exceeded = new(_service, _granted, elapsed > TimeSpan.Zero ? elapsed : TimeSpan.FromTicks(1), cause);
        if (Complete("timedout", exceeded))
            Report("timedout", elapsed);
        return exceeded;
    }

    private bool Complete(string outcome, Exception? exception)
    {
        if (Interlocked.Exchange(ref _isReported, 1) != 0)
            return false;

        if (JobTelemetry.CallDuration.Enabled)
        {
            JobTelemetry.CallDuration.Record(
                _time.GetElapsedTime(_start).TotalSeconds,
                new KeyValuePair<string, object?>("asyncjobs.service", _service),
                new KeyValuePair<string, object?>("asyncjobs.outcome", outcome));
        }

        if (_activity is { } activity)
        {
            activity.SetTag("asyncjobs.outcome", outcome);
            if (exception is not null)
                activity.SetTag("error.type", exception.GetType().FullName).SetStatus(ActivityStatusCode.Error);

            // Stopping makes current what was so at the start, even where the body is read in another activity.
            Activity? current = Activity.Current;
            activity.Stop();
            Activity.Current = current == activity ? activity.Parent : current;
        }

        return true;
    }

    private void Report(string outcome, TimeSpan elapsed)
    {
        _scope.Metrics.Count(_service, outcome);
        _scope.Log.Write(new JobLogEntry(JobLogLevel.Warning, outcome == "refused" ? "call.refused" : "call.timedout")
        {
            Job = _scope.JobName,
            JobId = _scope.JobId,
            RequestId = _scope.RequestId,
            Attempt = _scope.Attempt,
            Service = _service,
            Method = _request.Method.Method,
            Url = Redact(_request.RequestUri),
            Granted = _granted,
            Elapsed = elapsed,
            CorrelationId = _scope.CorrelationId,
            TraceId = _scope.TraceId ?? Activity.Current?.TraceId.ToHexString(),
        });
    }
}
