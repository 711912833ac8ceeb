namespace AsyncJobs.Binding;

internal sealed class CharScalar : Utf16Scalar<char>
{
    public override string Expected => "a single character";

    public override string Format(char value) => value.ToString();

    protected override bool TryParse(ReadOnlySpan<char> text, out char value)
    {
        value = text.Length == 1 ? text[0] : default;
        return text.Length == 1;
    }
}
