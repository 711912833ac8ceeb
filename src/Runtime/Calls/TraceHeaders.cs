using System.Diagnostics;
using AsyncJobs.Telemetry;

namespace AsyncJobs.Calls;

/// <summary>What a request says of the trace that it belongs to, where HttpClient does not say it all.</summary>
internal static class TraceHeaders
{
    private const string Parent = "traceparent";
    private const string State = "tracestate";

    // The propagator of .NET 10 cuts there.
    private const int LongestOfPlatform = 256;

    /// <summary>Adds what is missing to a request that has nothing of the kind.</summary>
    /// <param name="request">The request.</param>
    /// <param name="scope">The invocation that it is made in.</param>
    /// <param name="next">What it is handed to.</param>
    public static void Add(HttpRequestMessage request, InvocationScope scope, HttpMessageHandler? next)
    {
        Activity? span = Activity.Current;
        string? parent = span is null ? scope.TraceParent : null;
        string? state = span is null ? scope.TraceState : span.TraceStateString;
        if (parent is null && state is not { Length: > LongestOfPlatform })
            return;
        if (request.Headers.NonValidated.Contains(Parent) || request.Headers.NonValidated.Contains(State))
            return;

        // Where there is a span of our own, HttpClient names its own below it.
        if (span is not null)
            state = LongStateOf(span, next);
        if (parent is not null)
            request.Headers.TryAddWithoutValidation(Parent, parent);
        if (state is not null)
            request.Headers.TryAddWithoutValidation(State, state);
    }

    /// <summary>What is to be sent of a long state; null for what HttpClient sends by itself, which is nothing where propagation is off.</summary>
    private static string? LongStateOf(Activity span, HttpMessageHandler? next)
    {
        if (PropagatorOf(next) is not { } propagator || TraceState.Read(span.TraceStateString!) is not { } state)
            return null;

        Dictionary<string, string> sent = new(StringComparer.OrdinalIgnoreCase);
        propagator.Inject(span, sent, static (carrier, name, value) => ((Dictionary<string, string>)carrier!)[name] = value);
        bool isCut = sent.ContainsKey(Parent) && propagator.Fields.Contains(State) && sent.GetValueOrDefault(State, "").Length < state.Length;
        return isCut ? state : null;
    }

    private static DistributedContextPropagator? PropagatorOf(HttpMessageHandler? handler)
    {
        while (handler is DelegatingHandler { InnerHandler: { } inner })
            handler = inner;
        return handler is SocketsHttpHandler network ? network.ActivityHeadersPropagator : DistributedContextPropagator.Current;
    }
}
