namespace AsyncJobs.Smoke.Cases;

/// <summary>The result of <c>POST /primes</c>.</summary>
internal sealed record PrimeCount(int UpTo, int Count);
