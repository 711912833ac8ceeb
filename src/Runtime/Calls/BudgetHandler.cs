using System.Diagnostics;
using AsyncJobs.Calls;
using AsyncJobs.Telemetry;
using AsyncJobs.Time;

namespace AsyncJobs;

/// <summary>
/// Gives every request of an <see cref="HttpClient"/> the time that <see cref="InvocationBudget.Current"/> has left, for the response's body too,
/// however it is read. Without a deadline requests pass through.
/// </summary>
/// <remarks>
/// <para>
/// A request that runs out of it fails with <see cref="BudgetExceededException"/>, is logged as <c>call.timedout</c> and counted as
/// <c>{service}.timedout</c>. A cancellation by the caller, or by <see cref="HttpClient.Timeout"/>, stays what it is.
/// </para>
/// <para>
/// Put it around handlers that retry: the budget then ends all attempts and the pauses between them. Set
/// <see cref="HttpClient.Timeout"/> to infinite, or it ends calls that have time. Safe for concurrent use.
/// </para>
/// </remarks>
public sealed class BudgetHandler : DelegatingHandler
{
    private const string CorrelationHeader = "x-correlation-id";

    private readonly string _service;
    private readonly TimeSpan _minimumTime = TimeSpan.FromMilliseconds(50);

    /// <summary>Makes a handler whose inner handler is set by whoever builds the pipeline.</summary>
    /// <param name="service">The service that is called, for logs, metrics and errors: 1 to 64 letters, digits, dots, hyphens and
    /// underscores.</param>
    /// <exception cref="ArgumentException"><paramref name="service"/> is not such a name.</exception>
    public BudgetHandler(string service) => _service = ServiceName.Check(service, nameof(service));

    /// <inheritdoc cref="BudgetHandler(string)"/>
    /// <param name="service"><inheritdoc cref="BudgetHandler(string)" path="/param[@name='service']"/></param>
    /// <param name="innerHandler">Sends the requests.</param>
    public BudgetHandler(string service, HttpMessageHandler innerHandler)
        : this(service) => InnerHandler = innerHandler;

    /// <summary>
    /// A request that cannot be given this much is not sent: it fails at once, logged as <c>call.refused</c> and counted as <c>{service}.refused</c>.
    /// Default: 50 ms.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TimeSpan MinimumTime
    {
        get => _minimumTime;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            _minimumTime = value;
        }
    }

    /// <summary>
    /// Whether requests carry the invocation's correlation id as <c>x-correlation-id</c>, where they have no such header of their own. Default: true.
    /// </summary>
    public bool SendsCorrelationId { get; init; } = true;

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Ambient ambient = Ambient.Current;
        Prepare(request, ambient.Scope);
        if (ambient.Budget.Deadline is null)
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);

        BudgetedCall call = BudgetedCall.Begin(_service, request, ambient, MinimumTime);
        try
        {
            HttpResponseMessage response;
            using (call.BeginStep(cancellationToken, out CancellationToken token))
                response = await base.SendAsync(request, token).ConfigureAwait(false);
            return call.BoundBody(response);
        }
        catch (Exception exception)
        {
            if (call.FailSending(exception, cancellationToken) is { } instead)
                throw instead;
            throw;
        }
    }

    /// <inheritdoc/>
    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Ambient ambient = Ambient.Current;
        Prepare(request, ambient.Scope);
        if (ambient.Budget.Deadline is null)
            return base.Send(request, cancellationToken);

        // An asynchronous method does this by itself.
        Activity? outer = Activity.Current;
        BudgetedCall call = BudgetedCall.Begin(_service, request, ambient, MinimumTime);
        try
        {
            HttpResponseMessage response;
            using (call.BeginStep(cancellationToken, out CancellationToken token))
                response = base.Send(request, token);
            return call.BoundBody(response);
        }
        catch (Exception exception)
        {
            if (call.FailSending(exception, cancellationToken) is { } instead)
                throw instead;
            throw;
        }
        finally
        {
            Activity.Current = outer;
        }
    }

    private void Prepare(HttpRequestMessage request, InvocationScope scope)
    {
        scope.Metrics.Count(_service, "calls");
        if (SendsCorrelationId && scope.CorrelationId is { } id && !request.Headers.NonValidated.Contains(CorrelationHeader))
            request.Headers.TryAddWithoutValidation(CorrelationHeader, id);

        TraceHeaders.Add(request, scope, InnerHandler);
    }
}
