using AsyncJobs.Evaluation.Corpus;
using AsyncJobs.Evaluation.Scoring;

namespace AsyncJobs.Evaluation.Tests;

/// <summary>The figures are those of the textbooks.</summary>
public sealed class StatisticsTests
{
    [Theory]
    [InlineData(131, 133, 0.947, 0.996)]
    [InlineData(0, 10, 0.000, 0.278)]
    [InlineData(10, 10, 0.722, 1.000)]
    public void An_interval_is_that_of_Wilson(int hits, int count, double low, double high)
    {
        Interval interval = Interval.Of(hits, count)!.Value;

        Assert.Equal((double)hits / count, interval.Share);
        Assert.Equal(low, interval.Low, 0.001);
        Assert.Equal(high, interval.High, 0.001);
    }

    [Fact]
    public void Nothing_counted_has_no_interval() => Assert.Null(Interval.Of(0, 0));

    [Fact]
    public void Agreement_beyond_chance_is_that_of_Cohen()
    {
        // 20 times both say positive, 15 times both negative, and of the other 15 they differ in 5 and in 10.
        Agreement agreement = Agreement.Of(
        [
            .. Readings(20, Verdict.Positive, Verdict.Positive),
            .. Readings(5, Verdict.Positive, Verdict.Negative),
            .. Readings(10, Verdict.Negative, Verdict.Positive),
            .. Readings(15, Verdict.Negative, Verdict.Negative),
        ]);

        Assert.Equal(50, agreement.Places);
        Assert.Equal(35, agreement.Same);
        Assert.Equal(0.4, agreement.Kappa, 0.001);
    }

    private static IEnumerable<Label> Readings(int count, Verdict first, Verdict second) =>
        Enumerable.Repeat(new Label(new SourcePlace("owner/name", "a.cs", 1), first, "AJ1001", first, second), count);
}
