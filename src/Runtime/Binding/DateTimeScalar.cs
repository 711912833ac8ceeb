using System.Globalization;

namespace AsyncJobs.Binding;

internal sealed class DateTimeScalar : Utf16Scalar<DateTime>
{
    internal static readonly string[] Formats = ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    public override string Expected => "a date and time such as 2026-01-31T08:30:00Z";

    public override string Format(DateTime value) => value.ToString("O", CultureInfo.InvariantCulture);

    protected override bool TryParse(ReadOnlySpan<char> text, out DateTime value) =>
        DateTime.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out value);
}
