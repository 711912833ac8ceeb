using System.Globalization;

namespace AsyncJobs.Binding;

internal sealed class TimeSpanScalar : Utf16Scalar<TimeSpan>
{
    public override string Expected => "a duration such as 00:05:00 or 1.12:00:00";

    public override string Format(TimeSpan value) => value.ToString("c", CultureInfo.InvariantCulture);

    // A bare number would be read as days, which nobody who writes "30" means.
    protected override bool TryParse(ReadOnlySpan<char> text, out TimeSpan value)
    {
        value = default;
        return text.Contains(':') && TimeSpan.TryParseExact(text, "c", CultureInfo.InvariantCulture, out value);
    }
}
