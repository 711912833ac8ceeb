using System.Text;
using System.Text.Unicode;

namespace AsyncJobs.Binding;

internal sealed class UriScalar : Scalar<Uri>
{
    public override string Expected => "a URI";

    public override bool TryParse(ReadOnlySpan<byte> utf8, out Uri? value)
    {
        value = null;
        return !utf8.IsEmpty && Utf8.IsValid(utf8) && Uri.TryCreate(Encoding.UTF8.GetString(utf8), UriKind.RelativeOrAbsolute, out value);
    }

    public override string Format(Uri value) => value.OriginalString;
}
