namespace MyJobs.Primes;

/// <summary>What to count.</summary>
/// <param name="UpTo">The largest number that is looked at.</param>
public sealed record PrimeRequest(int UpTo);
