namespace AsyncJobs.Binding;

internal sealed class BooleanScalar : Utf16Scalar<bool>
{
    public override string Expected => "true or false";

    public override string Format(bool value) => value ? "true" : "false";

    protected override bool TryParse(ReadOnlySpan<char> text, out bool value)
    {
        value = text.Equals("true", StringComparison.OrdinalIgnoreCase);
        return value || text.Equals("false", StringComparison.OrdinalIgnoreCase);
    }
}
