using System.Globalization;

namespace AsyncJobs.Binding;

internal sealed class DateOnlyScalar : Utf16Scalar<DateOnly>
{
    public override string Expected => "a date such as 2026-01-31";

    public override string Format(DateOnly value) => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    protected override bool TryParse(ReadOnlySpan<char> text, out DateOnly value) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
}
