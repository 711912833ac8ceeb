using System.Globalization;

namespace AsyncJobs.Binding;

internal sealed class TimeOnlyScalar : Utf16Scalar<TimeOnly>
{
    private static readonly string[] Formats = ["HH:mm", "HH:mm:ss.FFFFFFF"];

    public override string Expected => "a time such as 08:30:00";

    public override string Format(TimeOnly value) => value.ToString("O", CultureInfo.InvariantCulture);

    protected override bool TryParse(ReadOnlySpan<char> text, out TimeOnly value) =>
        TimeOnly.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out value);
}
