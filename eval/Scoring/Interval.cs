namespace AsyncJobs.Evaluation.Scoring;

/// <summary>The share of something, and where the true share lies with 95 % confidence (Wilson, 1927).</summary>
/// <param name="Share">The share that was seen.</param>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
internal readonly record struct Interval(double Share, double Low, double High)
{
    // The quantile of the normal distribution.
    private const double Z = 1.959964;

    /// <summary>The interval of a share, or null if nothing was counted.</summary>
    public static Interval? Of(int hits, int count)
    {
        if (count == 0)
            return null;

        double share = (double)hits / count;
        double weight = 1 + (Z * Z / count);
        double middle = (share + (Z * Z / (2 * count))) / weight;
        double reach = Z / weight * Math.Sqrt((share * (1 - share) / count) + (Z * Z / (4.0 * count * count)));
        return new Interval(share, middle - reach, middle + reach);
    }
}
