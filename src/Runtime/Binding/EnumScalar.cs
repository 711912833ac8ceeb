namespace AsyncJobs.Binding;

internal sealed class EnumScalar<T> : Utf16Scalar<T>
    where T : struct, Enum
{
    public static readonly EnumScalar<T> Instance = new();

    public override string Expected => "one of " + string.Join(", ", Enum.GetNames<T>());

    public override string Format(T value)
    {
        string name = value.ToString();
        return IsName(name) ? name : throw new ArgumentOutOfRangeException(nameof(value), value, $"{typeof(T).Name} does not name this value.");
    }

    // Numbers are refused: they would let in values that the enumeration does not name.
    protected override bool TryParse(ReadOnlySpan<char> text, out T value)
    {
        value = default;
        return IsName(text) && Enum.TryParse(text, ignoreCase: true, out value);
    }

    private static bool IsName(ReadOnlySpan<char> text) => !text.IsEmpty && (char.IsLetter(text[0]) || text[0] == '_');
}
