namespace AsyncJobs.Jobs;

/// <summary>
/// Of several jobs not all were started. The same call under the same key finds those that were, and starts the others: as the next attempt does of a
/// job whose method lets this pass.
/// </summary>
public sealed class JobsNotStartedException : Exception
{
    internal JobsNotStartedException(Exception?[] failures, int of)
        : base(TextOf(failures, of), failures.FirstOrDefault(static failure => failure is not null)) =>
        Failures = [.. failures.OfType<Exception>()];

    /// <summary>Why; of those that were not begun there is none. The first is the inner exception.</summary>
    public IReadOnlyList<Exception> Failures { get; }

    private static string TextOf(Exception?[] failures, int of)
    {
        int notBegun = failures.Count(static failure => failure is null);
        string rest = notBegun == 0 ? "" : $" {notBegun} of them were not begun, since the time was up or the token had fired.";
        return $"{failures.Length} of {of} jobs were not started.{rest} Start them again under the same key.";
    }
}
