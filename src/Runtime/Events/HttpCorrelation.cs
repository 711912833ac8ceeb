namespace AsyncJobs.Events;

/// <summary>By what ids a request is told from others across the systems that take part in it.</summary>
/// <param name="CorrelationId">The header <c>x-correlation-id</c>: 1 to 128 printable ASCII characters without spaces.</param>
/// <param name="TraceParent">The header <c>traceparent</c> of W3C Trace Context, version 00.</param>
/// <param name="TraceState">The header <c>tracestate</c>: at most 512 printable ASCII characters.</param>
internal readonly record struct HttpCorrelation(string? CorrelationId, string? TraceParent, string? TraceState)
{
    public const int LongestId = 128;
    private const int LongestTraceState = 512;
    private const int TraceParentLength = 55;

    /// <summary>The trace id within <see cref="TraceParent"/>: 32 hexadecimal digits.</summary>
    public string? TraceId => TraceParent?.Substring(3, 32);

    public static string? CheckId(string id) => id.Length is > 0 and <= LongestId && id.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0 ? id : null;

    public static string? CheckTraceState(string state) =>
        state.Length is > 0 and <= LongestTraceState && state.AsSpan().IndexOfAnyExceptInRange(' ', '~') < 0 ? state : null;

    public static string? CheckTraceParent(string parent)
    {
        ReadOnlySpan<char> text = parent;
        return text.Length == TraceParentLength
            && text.StartsWith("00-", StringComparison.Ordinal) && text[35] == '-' && text[52] == '-'
            && IsId(text[3..35]) && IsId(text[36..52]) && IsHex(text[53..])
            ? parent
            : null;
    }

    // All zeros stands for no id.
    private static bool IsId(ReadOnlySpan<char> text) => IsHex(text) && text.ContainsAnyExcept('0');

    private static bool IsHex(ReadOnlySpan<char> text) => !text.ContainsAnyExcept("0123456789abcdef");
}
