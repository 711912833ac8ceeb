namespace AsyncJobs.Client;

/// <summary>How far a running job says it is.</summary>
/// <param name="Fraction">0 to 1.</param>
/// <param name="Message">What is going on, for a person.</param>
public sealed record AsyncJobProgress(double Fraction, string? Message);
