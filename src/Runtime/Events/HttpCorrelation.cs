namespace AsyncJobs.Events;

/// <summary>By what ids a request is told from others across the systems that take part in it.</summary>
/// <param name="CorrelationId">The header <c>x-correlation-id</c>: 1 to 128 printable ASCII characters without spaces.</param>
/// <param name="TraceParent">The header <c>traceparent</c> of W3C Trace Context, in version 00.</param>
/// <param name="TraceState">The header <c>tracestate</c> that came with it, as <see cref="Telemetry.TraceState"/> reads it.</param>
internal readonly record struct HttpCorrelation(string? CorrelationId, string? TraceParent, string? TraceState)
{
    public const int LongestId = 128;

    /// <summary>The trace id within <see cref="TraceParent"/>: 32 hexadecimal digits.</summary>
    public string? TraceId => TraceParent?.Substring(3, 32);

    public static string? CheckId(string id) => id.Length is > 0 and <= LongestId && id.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0 ? id : null;
}
