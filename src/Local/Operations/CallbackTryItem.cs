namespace AsyncJobs.Local.Operations;

/// <summary>One try of a callback.</summary>
/// <param name="At">When it was sent, or was to be.</param>
/// <param name="StatusCode">What the receiver answered; null where there was no answer.</param>
/// <param name="Fault">Why there was none.</param>
internal sealed record CallbackTryItem(DateTimeOffset At, int? StatusCode, string? Fault);
