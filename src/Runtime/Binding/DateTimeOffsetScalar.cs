using System.Globalization;

namespace AsyncJobs.Binding;

internal sealed class DateTimeOffsetScalar : Utf16Scalar<DateTimeOffset>
{
    public override string Expected => "a date and time such as 2026-01-31T08:30:00Z";

    public override string Format(DateTimeOffset value) => value.ToString("O", CultureInfo.InvariantCulture);

    protected override bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset value) =>
        DateTimeOffset.TryParseExact(text, DateTimeScalar.Formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value);
}
