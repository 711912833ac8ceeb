namespace MyJobs.Primes;

/// <summary>How many there are.</summary>
/// <param name="UpTo">The largest number that was looked at.</param>
/// <param name="Count">How many of the numbers are prime.</param>
public sealed record PrimeCount(int UpTo, int Count);
