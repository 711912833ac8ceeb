using AsyncJobs;

namespace MyJobs.Primes;

/// <summary>Counts prime numbers: work that takes longer than an HTTP request may.</summary>
public static class PrimeCounter
{
    private const int Largest = 100_000_000;
    private const int Step = 1_000_000;

    /// <summary>Counts the prime numbers up to a number.</summary>
    /// <param name="request">Up to which.</param>
    /// <param name="job">The job: its progress, and the time it has.</param>
    [AsyncJob("POST /primes", TimeoutSeconds = 300)]
    public static async Task<PrimeCount> Count(PrimeRequest request, JobContext job)
    {
        if (request.UpTo is < 1 or > Largest)
            throw new JobException(10_001, $"upTo must be from 1 to {Largest}.") { Retry = false };

        bool[] isComposite = new bool[request.UpTo + 1];
        int count = 0;
        for (int i = 2; i <= request.UpTo; i++)
        {
            if (i % Step == 0)
            {
                job.CancellationToken.ThrowIfCancellationRequested();
                await job.ReportProgressAsync((double)i / request.UpTo, $"{count} primes up to {i}");
            }

            if (isComposite[i])
                continue;

            count++;
            for (long multiple = (long)i * i; multiple <= request.UpTo; multiple += i)
                isComposite[multiple] = true;
        }

        return new PrimeCount(request.UpTo, count);
    }
}
