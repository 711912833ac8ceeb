using System.Text;
using System.Text.Unicode;

namespace AsyncJobs.Binding;

internal sealed class StringScalar : Scalar<string>
{
    public override string Expected => "text in UTF-8";

    public override bool TryParse(ReadOnlySpan<byte> utf8, out string? value)
    {
        value = Utf8.IsValid(utf8) ? Encoding.UTF8.GetString(utf8) : null;
        return value is not null;
    }

    public override string Format(string value) => value;
}
