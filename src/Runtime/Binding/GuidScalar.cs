namespace AsyncJobs.Binding;

internal sealed class GuidScalar : Utf16Scalar<Guid>
{
    public override string Expected => "a GUID such as 0f8fad5b-d9cb-469f-a165-70867728950e";

    public override string Format(Guid value) => value.ToString();

    protected override bool TryParse(ReadOnlySpan<char> text, out Guid value) => Guid.TryParse(text, out value);
}
