using System.Globalization;

namespace AsyncJobs.Generator.Tests.Harness;

/// <summary>
/// Turkish: its letter i is the classic trap of casing, and its comma that of numbers. Every format is set here, because a machine without ICU
/// has only invariant data; the casing is real where ICU is there.
/// </summary>
internal static class ForeignCulture
{
    public static CultureInfo Turkish { get; } = Make();

    public static void Run(Action action)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = Turkish;
        try
        {
            action();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    public static async Task RunAsync(Func<Task> action)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = Turkish;
        try
        {
            await action();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static CultureInfo Make()
    {
        CultureInfo culture = (CultureInfo)new CultureInfo("tr-TR").Clone();
        culture.NumberFormat.NumberDecimalSeparator = ",";
        culture.NumberFormat.NumberGroupSeparator = ".";
        culture.NumberFormat.NegativeSign = "\u2212";
        culture.NumberFormat.PositiveSign = "\u207A";
        culture.NumberFormat.NaNSymbol = "sayi degil";
        culture.NumberFormat.PositiveInfinitySymbol = "sonsuz";
        culture.NumberFormat.NegativeInfinitySymbol = "-sonsuz";
        culture.DateTimeFormat.DateSeparator = ".";
        culture.DateTimeFormat.TimeSeparator = ".";
        culture.DateTimeFormat.ShortDatePattern = "dd.MM.yyyy";
        culture.DateTimeFormat.LongTimePattern = "HH.mm.ss";
        return CultureInfo.ReadOnly(culture);
    }
}
