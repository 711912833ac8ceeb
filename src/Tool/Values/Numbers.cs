using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace AsyncJobs.Tool.Values;

/// <summary>Numbers as people write them, within a range.</summary>
internal static class Numbers
{
    /// <summary>Reads a whole number.</summary>
    public static bool TryParse(string text, int least, int most, [NotNullWhen(true)] out int? number)
    {
        bool isOne = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value >= least && value <= most;
        number = isOne ? value : null;
        return isOne;
    }

    /// <summary>Reads a number of more than 0, such as <c>0.5</c>.</summary>
    public static bool TryParse(string text, double most, [NotNullWhen(true)] out double? number)
    {
        bool isOne = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value)
            && value > 0 && value <= most;
        number = isOne ? value : null;
        return isOne;
    }
}
