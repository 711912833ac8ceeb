using AsyncJobs.Lifecycle;

namespace AsyncJobs.Ending;

/// <summary>What came of one try of a callback.</summary>
/// <param name="Verdict">Whether it was taken.</param>
/// <param name="Fault">Why it was not, as a sentence; null where it was.</param>
/// <param name="Try">The try as the record keeps it; null where there was none, since the deployment does not allow the URL any more.</param>
internal readonly record struct CallbackAnswer(CallbackVerdict Verdict, string? Fault, JobCallbackTry? Try)
{
    /// <summary>How long the receiver asks to be left alone; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
