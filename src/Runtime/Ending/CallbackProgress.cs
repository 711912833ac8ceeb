using AsyncJobs.Lifecycle;

namespace AsyncJobs.Ending;

/// <summary>A callback with the tries of this invocation.</summary>
/// <param name="Before">The callback as it was read.</param>
internal sealed record CallbackProgress(JobCallback Before)
{
    /// <summary>What the last try has come to; <see cref="CallbackVerdict.Again"/> before the first.</summary>
    public CallbackVerdict Verdict { get; private init; }

    /// <summary>Why it was not taken.</summary>
    public string? Fault { get; private init; } = "There was no time left to send it.";

    /// <summary>How long the receiver asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>How often it was tried in this invocation.</summary>
    public int Sent { get; private init; }

    /// <summary>The latest tries, also those before this invocation.</summary>
    public IReadOnlyList<JobCallbackTry> Tries { get; private init; } = Before.Tries;

    /// <summary>How often it was tried in all.</summary>
    public int Attempts => Before.Attempts + Sent;

    /// <summary>How often it was tried since its schedule began.</summary>
    public int TriesOfSchedule => Attempts - Before.AttemptsBefore;

    /// <summary>What has become of the callback.</summary>
    /// <param name="comesAgain">Whether somebody tries it again if it was not taken.</param>
    public JobCallbackStatus Status(bool comesAgain) => Verdict switch
    {
        CallbackVerdict.Taken => JobCallbackStatus.Delivered,
        CallbackVerdict.Again when comesAgain => JobCallbackStatus.Pending,
        _ => JobCallbackStatus.Failed,
    };

    /// <summary>The callback after one more try.</summary>
    public CallbackProgress After(CallbackAnswer answer) => this with
    {
        Verdict = answer.Verdict,
        Fault = answer.Fault,
        RetryAfter = answer.RetryAfter,
        Sent = Sent + (answer.Try is null ? 0 : 1),
        Tries = answer.Try is { } one ? [.. Tries.Skip(Math.Max(0, Tries.Count + 1 - JobCallback.MostTries)), one] : Tries,
    };
}
