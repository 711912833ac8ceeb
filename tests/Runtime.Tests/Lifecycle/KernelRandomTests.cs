using AsyncJobs.Lifecycle;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Lifecycle;

/// <summary>What spreads pauses is spread over all of its range.</summary>
public sealed class KernelRandomTests
{
    [Fact]
    public void Numbers_are_between_0_and_1_and_everywhere_there()
    {
        double[] numbers = [.. Enumerable.Range(0, 2000).Select(static _ => KernelRandom.NextDouble())];

        Assert.All(numbers, static number => Assert.InRange(number, 0, 1));
        Assert.Equal(Enumerable.Range(0, 20), numbers.Select(static number => (int)Math.Min(number * 20, 19)).Distinct().Order());
    }
}
