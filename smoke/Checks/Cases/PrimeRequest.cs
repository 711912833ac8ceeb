namespace AsyncJobs.Smoke.Cases;

/// <summary>The body of <c>POST /primes</c>.</summary>
internal sealed record PrimeRequest(int UpTo);
