using System.Globalization;

namespace AsyncJobs.Tool.Aws;

/// <summary>What it costs to read a whole table.</summary>
internal static class ScanPrice
{
    // An eventually consistent read takes half a unit for each 4 KB:
    // https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
    private const double BytesOfUnit = 2 * 4096;

    // In us-east-1: https://aws.amazon.com/dynamodb/pricing/on-demand/
    private const double DollarsOfUnit = 0.125 / 1_000_000;

    /// <summary>What is said of it: the size, the units and the price.</summary>
    public static string Of(long bytes)
    {
        double units = Math.Max(1, Math.Ceiling(bytes / BytesOfUnit));
        double dollars = units * DollarsOfUnit;
        string price = dollars < 0.01 ? "less than $0.01" : string.Create(CultureInfo.InvariantCulture, $"about ${dollars:N2}");
        string unit = units == 1 ? "unit" : "units";
        return string.Create(CultureInfo.InvariantCulture, $"{Size(bytes)}, {units:N0} read {unit}, {price} on demand in us-east-1");
    }

    private static string Size(long bytes) => bytes switch
    {
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(bytes / 1e3):N0} KB"),
        < 1_000_000_000 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:N0} MB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:N1} GB"),
    };
}
