using AsyncJobs;
using AsyncJobs.Testing;
using MyJobs.Primes;
using Xunit;

namespace MyJobs.Tests;

/// <summary>The method, with a job of the test.</summary>
public sealed class PrimeCounterTests
{
    [Fact]
    public async Task It_counts_and_says_how_far_it_is()
    {
        TestJobContext job = TestJob.Context();

        PrimeCount primes = await PrimeCounter.Count(new PrimeRequest(2_000_000), job);

        Assert.Equal(148_933, primes.Count);
        Assert.Equal([0.5, 1], job.Progress.Select(progress => progress.Fraction));
    }

    [Fact]
    public async Task It_stops_when_the_job_is_cancelled()
    {
        TestJobContext job = TestJob.Context();
        job.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => PrimeCounter.Count(new PrimeRequest(2_000_000), job));
    }

    [Fact]
    public async Task A_number_that_is_too_large_is_refused_for_good()
    {
        JobException refused = await Assert.ThrowsAsync<JobException>(
            () => PrimeCounter.Count(new PrimeRequest(int.MaxValue), TestJob.Context()));

        Assert.False(refused.Retry);
    }
}
