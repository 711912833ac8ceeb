using AsyncJobs.Texts;

namespace AsyncJobs;

/// <summary>How far a running job is.</summary>
/// <param name="Fraction">0 to 1.</param>
/// <param name="Message">What is going on, for a person; cut at 1,000 characters.</param>
public sealed record JobProgress(double Fraction, string? Message)
{
    /// <inheritdoc cref="JobProgress(double, string?)" path="/param[@name='Message']"/>
    public string? Message { get; init => field = StoredText.Cut(value); } = StoredText.Cut(Message);

    /// <summary>What a method reports as its progress: a fraction outside of 0 to 1 is taken for the nearest in it.</summary>
    internal static JobProgress Of(double fraction, string? message) =>
        new(double.IsNaN(fraction) ? 0 : Math.Clamp(fraction, 0, 1), message);
}
