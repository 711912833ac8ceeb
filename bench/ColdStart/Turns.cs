namespace AsyncJobs.ColdStart;

/// <summary>Starts several programs in turns, so that whatever slows the machine down slows all of them down.</summary>
internal static class Turns
{
    /// <summary>Takes the starts of each.</summary>
    /// <param name="candidates">The programs.</param>
    /// <param name="rounds">How often each is started, beside a first time that brings its files into the cache of the system.</param>
    public static async Task<List<Measurement>[]> TakeAsync(Candidate[] candidates, int rounds)
    {
        List<Measurement>[] taken = [.. candidates.Select(_ => new List<Measurement>())];
        for (int round = 0; round <= rounds; round++)
        {
            for (int i = 0; i < candidates.Length; i++)
            {
                // In another order each round, so that nobody always follows the same one.
                int turn = (i + round) % candidates.Length;
                Measurement measurement = await ColdRun.MeasureAsync(candidates[turn]);
                if (round > 0)
                    taken[turn].Add(measurement);
            }
        }

        return taken;
    }

    public static double Ratio(List<Measurement> these, List<Measurement> others, Func<Measurement, double> select) =>
        Median(these, select) / Median(others, select);

    public static double Median(List<Measurement> measurements, Func<Measurement, double> select)
    {
        double[] sorted = [.. measurements.Select(select).Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
