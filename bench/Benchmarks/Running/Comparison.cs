using System.Diagnostics;
using System.Globalization;

namespace AsyncJobs.Benchmarks.Running;

/// <summary>
/// Compares two sides on a machine that is not quiet: they take turns, and the ratio is the median of the rounds' ratios, so that
/// whatever slows the machine down slows both down. Time is the processor's, which others do not lengthen by taking it away.
/// </summary>
/// <param name="Title">What is compared.</param>
/// <param name="Operations">How many operations a round has.</param>
/// <param name="Rounds">How many rounds there are.</param>
/// <param name="Baseline">What is compared with.</param>
/// <param name="Candidate">What is judged.</param>
internal sealed record Comparison(string Title, int Operations, int Rounds, Side Baseline, Side Candidate)
{
    public static void PrintHead()
    {
        Console.WriteLine("| what | us, processor | KB | us, baseline | KB, baseline | time ratio | bytes ratio | ratio of times on the clock |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- |");
    }

    public void Print()
    {
        for (int i = 0; i < Rounds / 2; i++)
        {
            Measure(Baseline);
            Measure(Candidate);
        }

        // The JIT's second tier starts 100 ms after the last new method.
        Thread.Sleep(500);

        (double Time, double Bytes, double Clock)[] baseline = new (double, double, double)[Rounds];
        (double Time, double Bytes, double Clock)[] candidate = new (double, double, double)[Rounds];
        for (int i = 0; i < Rounds; i++)
        {
            // Whoever comes second finds warmer caches.
            if (i % 2 == 0)
                baseline[i] = Measure(Baseline);
            candidate[i] = Measure(Candidate);
            if (i % 2 != 0)
                baseline[i] = Measure(Baseline);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {Title}: {Candidate.Name} / {Baseline.Name} "
            + $"| {Median(candidate, x => x.Time):0.00} | {Median(candidate, x => x.Bytes) / 1024:0.00} "
            + $"| {Median(baseline, x => x.Time):0.00} | {Median(baseline, x => x.Bytes) / 1024:0.00} "
            + $"| {Median(candidate.Zip(baseline), x => x.First.Time / x.Second.Time):0.00} "
            + $"| {Median(candidate.Zip(baseline), x => x.First.Bytes / x.Second.Bytes):0.00} "
            + $"| {Median(candidate.Zip(baseline), x => x.First.Clock / x.Second.Clock):0.00} |"));
    }

    private static double Median<T>(IEnumerable<T> values, Func<T, double> select)
    {
        double[] sorted = [.. values.Select(select).Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    private (double Time, double Bytes, double Clock) Measure(Side side)
    {
        side.Prepare?.Invoke();
        GC.Collect();
        long bytes = GC.GetTotalAllocatedBytes(precise: true);
        long clock = Stopwatch.GetTimestamp();
        TimeSpan start = Environment.CpuUsage.TotalTime;
        side.Run();
        TimeSpan time = Environment.CpuUsage.TotalTime - start;
        double passed = Stopwatch.GetElapsedTime(clock).TotalMicroseconds;
        return (time.TotalMicroseconds / Operations, (double)(GC.GetTotalAllocatedBytes(precise: true) - bytes) / Operations, passed / Operations);
    }
}
