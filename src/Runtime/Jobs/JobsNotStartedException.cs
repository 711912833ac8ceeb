using AsyncJobs.Failures;
using AsyncJobs.Texts;

namespace AsyncJobs.Jobs;

/// <summary>
/// Of several jobs not all were started. Where that can pass, the same call under the same key finds those that were, and starts the others: as the
/// next attempt does of a job whose method lets this pass. A start that the job's Starts does not name makes it FAILED at once.
/// </summary>
public sealed class JobsNotStartedException : Exception, IFault
{
    internal JobsNotStartedException(Exception?[] failures, int of)
        : base(TextOf(failures, of), failures.FirstOrDefault(static failure => failure is not null))
    {
        Failures = [.. failures.OfType<Exception>()];
        MayPass = CanPass(failures);
    }

    /// <summary>Why; of those that were not begun there is none. The first is the inner exception, and its message is in this one's.</summary>
    public IReadOnlyList<Exception> Failures { get; }

    bool IFault.IsTransient => MayPass;

    bool IFault.IsMisuse => Failures.Any(Fault.IsMisuse);

    private bool MayPass { get; }

    private static string TextOf(Exception?[] failures, int of)
    {
        string text = $"{failures.Length} of {of} jobs were not started.";
        int notBegun = failures.Count(static failure => failure is null);
        if (notBegun > 0)
            text += $" {notBegun} of them were not begun, since the time was up or the token had fired.";
        if (failures.FirstOrDefault(static failure => failure is not null) is { } first)
            text += $" The first failed with: {ExceptionText.Message(first) ?? ExceptionText.TypeOf(first)}";
        return CanPass(failures) ? text + " Start them again under the same key." : text;
    }

    // What is refused for its arguments is refused again.
    private static bool CanPass(Exception?[] failures) =>
        Array.Exists(failures, static failure => failure is null || !(failure is ArgumentException || Fault.IsLasting(failure)));
}
