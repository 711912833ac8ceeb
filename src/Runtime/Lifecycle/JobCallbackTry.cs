namespace AsyncJobs.Lifecycle;

/// <summary>One try of a callback, as operators see it.</summary>
/// <param name="At">When it was sent, or was to be.</param>
/// <param name="StatusCode">What the receiver answered; null where there was no answer.</param>
/// <param name="Fault">Why there was none, in at most 120 characters; null where there was one. It holds nothing of the URL.</param>
public sealed record JobCallbackTry(DateTimeOffset At, int? StatusCode, string? Fault)
{
    /// <summary>The longest <see cref="Fault"/>, in characters.</summary>
    internal const int LongestFault = 120;
}
