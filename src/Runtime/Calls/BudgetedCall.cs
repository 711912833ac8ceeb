using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Runtime.CompilerServices;
using AsyncJobs.Metrics;

namespace AsyncJobs.Calls;

/// <summary>
/// One request under a budget, from its start to the end of the response's body: its timer, and whose cancellation it was.
/// </summary>
/// <remarks>
/// It is used for another request after its end, for which nothing then has to be allocated. Whoever may still know it by then, such as the
/// stream of a body, says which of its lives he means: the number goes up with every end.
/// </remarks>
internal sealed class BudgetedCall
{
    private const int MostIdle = 64;
    private const long OneLife = 1L << 32;

    private static readonly ConcurrentQueue<BudgetedCall> s_idle = new();

    [ThreadStatic]
    private static BudgetedCall? t_idle;

    private static readonly ContextCallback s_finish = static call => ((BudgetedCall)call!).Finish();
    private static readonly Action<object?> s_cancelByCaller = static call => ((BudgetedCall)call!).CancelByCaller();

    private readonly TimeProvider _time;
    private readonly CallTimer _timer;
    private readonly Action _answered;
    private CancellationTokenSource _source = new();
    private string _service = "";
    private HttpRequestMessage? _request;
    private InvocationScope? _scope;
    private Activity? _activity;
    private long _start;
    private TimeSpan _granted;
    private long _end;
    private BudgetedOperation _sending;
    private Task<HttpResponseMessage>? _answer;
    private AsyncTaskMethodBuilder<HttpResponseMessage> _result;
    private ExecutionContext? _context;
    private bool _isCancelledByCaller;
    private bool _canBeUsedAgain;
    private int _isReported;

    // Which life it is in the upper half, how many steps are going on in the lower.
    private long _life;

    private BudgetedCall(TimeProvider time)
    {
        _time = time;
        _timer = new CallTimer(time, EndTime);
        _answered = Answered;
    }

    /// <summary>How many wait for their next request, besides one a thread.</summary>
    public static int Idle => s_idle.Count;

    private int Life => (int)(Volatile.Read(ref _life) >> 32);

    /// <summary>Begins a call with all that the budget has left.</summary>
    /// <exception cref="BudgetExceededException">That is less than <paramref name="minimum"/>.</exception>
    public static BudgetedCall Begin(string service, HttpRequestMessage request, InvocationBudget budget, InvocationScope scope, TimeSpan minimum)
    {
        TimeProvider time = budget.Time;
        long now = time.GetTimestamp();
        TimeSpan granted = budget.RemainingAt(now);
        if (granted < minimum || granted == TimeSpan.Zero)
        {
            CallReport.Record(service, "refused", TimeSpan.Zero);
            CallReport.Warn(service, "refused", request, scope, granted, TimeSpan.Zero);
            throw new BudgetExceededException(service, granted, TimeSpan.Zero);
        }

        BudgetedCall call = Rested(time) ?? new BudgetedCall(time);
        (call._service, call._request, call._scope) = (service, request, scope);
        (call._start, call._granted, call._end) = (now, granted, budget.EndsAt);
        call._activity = JobActivities.Source.HasListeners() ? CallReport.Start(service, request, granted) : null;
        call._timer.Set(call.Life, budget.EndsAt, granted);
        return call;
    }

    /// <summary>Begins to send the request.</summary>
    /// <param name="caller">Cancels it.</param>
    /// <returns>The token for what sends it.</returns>
    /// <exception cref="BudgetExceededException">The time is over already.</exception>
    public CancellationToken BeginSending(CancellationToken caller)
    {
        TryBegin(Life, caller, out _sending);
        return _sending.Token;
    }

    /// <summary>Ends sending, and the call with it where it fails or there is no body, when the answer has come.</summary>
    /// <returns>The answer with a body that is bounded.</returns>
    public Task<HttpResponseMessage> FinishAsync(Task<HttpResponseMessage> answer)
    {
        // By hand what an async method does, with this object in the place of the one in which such a method would wait.
        Task<HttpResponseMessage> result = _result.Task;
        _answer = answer;
        if (answer.IsCompleted)
        {
            Finish();
            return result;
        }

        _context = ExecutionContext.Capture();
        answer.ConfigureAwait(false).GetAwaiter().UnsafeOnCompleted(_answered);
        return result;
    }

    /// <summary>Ends sending: the response is there, and its body remains to be read.</summary>
    /// <returns>The response with a body that is bounded.</returns>
    public HttpResponseMessage EndSending(HttpResponseMessage response)
    {
        HttpContent content = response.Content;
        long? length = content.Headers.ContentLength;
        Stream? body = length is not 0 && HasBody(response) ? ReadStream.Of(content) : null;

        // In HTTP/2 and later an answer may come while the request's content is still on its way, under the same token.
        _canBeUsedAgain = _request!.Content is null || response.Version.Major < 2;
        BudgetedOperation sending = _sending;
        _sending = default;
        if (body is not null)
        {
            response.Content = new StreamContent(new BudgetedStream(body, this, Life));
            if (length is null)
                ContentHeaders.Copy(content, response.Content);
            else
                ContentHeaders.HandOver(content, response.Content);
        }

        EndOperation(sending.Registration);
        if (body is null)
            End(Life);
        return response;
    }

    /// <summary>Ends sending that failed, and the call with it.</summary>
    /// <inheritdoc cref="EndFailed"/>
    public Exception? FailSending(Exception exception)
    {
        int life = Life;
        BudgetedOperation sending = _sending;
        _sending = default;
        Exception? instead = sending.Source is null ? null : EndFailed(sending, exception);
        End(life);
        return instead;
    }

    /// <summary>Begins a step of the call. False when the call has ended, so that nothing bounds the step.</summary>
    /// <param name="life">Which life of this object the call is.</param>
    /// <param name="caller">Cancels the step.</param>
    /// <param name="operation">The step; to be ended by <see cref="End(in BudgetedOperation)"/>.</param>
    /// <exception cref="BudgetExceededException">The time is over.</exception>
    public bool TryBegin(int life, CancellationToken caller, out BudgetedOperation operation)
    {
        if (!TryBeginStep(life))
        {
            operation = default;
            return false;
        }

        CancellationTokenSource source = Volatile.Read(ref _source);
        if (source.IsCancellationRequested)
            source = Renew(source);
        operation = new BudgetedOperation(source, caller, caller.UnsafeRegister(s_cancelByCaller, this));
        return true;
    }

    /// <summary>Ends a step.</summary>
    public void End(in BudgetedOperation operation) => EndOperation(operation.Registration);

    /// <summary>Ends a step that failed.</summary>
    /// <returns>What to throw instead of the exception; null where it is neither the budget's nor the caller's doing.</returns>
    public Exception? EndFailed(in BudgetedOperation operation, Exception exception)
    {
        // From here on the caller's token can change nothing; until the end of the step the call stays what it is.
        operation.Registration.Dispose();
        _canBeUsedAgain = false;
        Exception? instead = null;
        if (!operation.Source.IsCancellationRequested || exception is not (OperationCanceledException or HttpRequestException or IOException or ObjectDisposedException))
        {
            Complete("failed", exception);
        }
        else if (_isCancelledByCaller)
        {
            Complete("cancelled", null);
            instead = new TaskCanceledException(exception.Message, exception, operation.Caller);
        }
        else
        {
            instead = Exceed(exception);
        }

        Interlocked.Decrement(ref _life);
        return instead;
    }

    /// <summary>Ends the call: its body was read to the end, or nobody wants it any more. Does nothing after the first time.</summary>
    /// <param name="life"><inheritdoc cref="TryBegin" path="/param[@name='life']"/></param>
    public void End(int life)
    {
        long seen = Volatile.Read(ref _life);
        long before;
        do
        {
            before = seen;
            if ((int)(before >> 32) != life)
                return;
            seen = Interlocked.CompareExchange(ref _life, before + OneLife, before);
        }
        while (seen != before);

        _timer.Clear();
        Complete("answered", null);

        // A step that still runs, such as a read of a stream that is being disposed of, holds on to the token.
        bool isAlone = (int)before == 0;
        if (isAlone && _canBeUsedAgain && _time == TimeProvider.System && (t_idle is null || s_idle.Count < MostIdle) && _source.TryReset())
        {
            Rest();
            return;
        }

        _timer.Dispose();
        if (isAlone)
            _source.Dispose();
    }

    // What changed its protocol is a connection and has no end.
    private bool HasBody(HttpResponseMessage response) =>
        _request!.Method != HttpMethod.Head
        && _request.Method != HttpMethod.Connect
        && response.StatusCode is not (HttpStatusCode.SwitchingProtocols or HttpStatusCode.NoContent or HttpStatusCode.NotModified);

    // A timer can change its time later, but never its clock.
    private static BudgetedCall? Rested(TimeProvider time)
    {
        if (time != TimeProvider.System)
            return null;

        if (t_idle is not { } call)
            return s_idle.TryDequeue(out BudgetedCall? other) ? other : null;

        t_idle = null;
        return call;
    }

    private void Rest()
    {
        (_request, _scope, _activity, _isReported, _canBeUsedAgain, _isCancelledByCaller) = (null, null, null, 0, false, false);
        if (t_idle is null)
            t_idle = this;
        else
            s_idle.Enqueue(this);
    }

    private void Answered()
    {
        if (_context is { } context)
            ExecutionContext.Run(context, s_finish, this);
        else
            Finish();
    }

    private void Finish()
    {
        // Where the call ends here, this object may have begun its next life before the result is set.
        AsyncTaskMethodBuilder<HttpResponseMessage> result = _result;
        Task<HttpResponseMessage> answer = _answer!;
        (_result, _answer, _context) = (default, null, null);
        HttpResponseMessage response;
        try
        {
            response = EndSending(answer.GetAwaiter().GetResult());
        }
        catch (Exception exception)
        {
            result.SetException(FailSending(exception) ?? exception);
            return;
        }

        result.SetResult(response);
    }

    private void EndTime(int life)
    {
        // A step of its own: until its end the call cannot begin its next life.
        if (!TryBeginStep(life))
            return;

        Volatile.Read(ref _source).Cancel();
        Interlocked.Decrement(ref _life);
    }

    private bool TryBeginStep(int life)
    {
        long seen = Volatile.Read(ref _life);
        long before;
        do
        {
            before = seen;
            if ((int)(before >> 32) != life)
                return false;
            seen = Interlocked.CompareExchange(ref _life, before + 1, before);
        }
        while (seen != before);

        return true;
    }

    private void EndOperation(CancellationTokenRegistration registration)
    {
        registration.Dispose();
        Interlocked.Decrement(ref _life);
    }

    // After the caller cancelled one read, the budget still has its time for the next.
    private CancellationTokenSource Renew(CancellationTokenSource spent)
    {
        if (!_isCancelledByCaller || IsOver())
        {
            BudgetExceededException exceeded = Exceed(null);
            Interlocked.Decrement(ref _life);
            throw exceeded;
        }

        CancellationTokenSource fresh = new();
        CancellationTokenSource current = Interlocked.CompareExchange(ref _source, fresh, spent);
        if (current != spent)
        {
            fresh.Dispose();
            return current;
        }

        _isCancelledByCaller = false;

        // Where the time ended in between, it may have found the spent source only.
        if (IsOver())
            fresh.Cancel();
        return fresh;
    }

    private bool IsOver() => _time.GetTimestamp() >= _end;

    private void CancelByCaller()
    {
        CancellationTokenSource source = Volatile.Read(ref _source);
        if (source.IsCancellationRequested)
            return;

        // The token of a job fires with the budget, which is no wish of the caller's.
        _isCancelledByCaller = !InvocationBudget.IsOver(_granted - _time.GetElapsedTime(_start));
        source.Cancel();
    }

    private BudgetExceededException Exceed(Exception? cause)
    {
        TimeSpan elapsed = _time.GetElapsedTime(_start);
        BudgetExceededException exceeded = new(_service, _granted, elapsed > TimeSpan.Zero ? elapsed : TimeSpan.FromTicks(1), cause);
        if (Complete("timedout", exceeded))
            CallReport.Warn(_service, "timedout", _request!, _scope!, _granted, elapsed);
        return exceeded;
    }

    private bool Complete(string outcome, Exception? exception)
    {
        if (Interlocked.Exchange(ref _isReported, 1) != 0)
            return false;

        if (JobTelemetry.CallDuration.Enabled)
            CallReport.Record(_service, outcome, _time.GetElapsedTime(_start));
        if (_activity is { } activity)
            CallReport.Stop(activity, outcome, exception);
        return true;
    }
}
