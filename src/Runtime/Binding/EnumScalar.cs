namespace AsyncJobs.Binding;

internal sealed class EnumScalar<T> : Utf16Scalar<T>
    where T : struct, Enum
{
    public static readonly EnumScalar<T> Instance = new();

    private static readonly bool s_isFlags = typeof(T).IsDefined(typeof(FlagsAttribute), inherit: false);

    // Every name of the set, with the comma and space between them, at up to three bytes a character.
    private static readonly int s_maxLength = Enum.GetNames<T>().Sum(static name => (3 * name.Length) + 2);

    public override string Expected =>
        (s_isFlags ? "one or more, joined by commas, of " : "one of ") + string.Join(", ", Enum.GetNames<T>());

    protected override int MaxLength => s_maxLength;

    public override string Format(T value)
    {
        string name = value.ToString();
        return IsName(name) ? name : throw new ArgumentOutOfRangeException(nameof(value), value, $"{typeof(T).Name} does not name this value.");
    }

    // Numbers are refused: they would let in values that the enumeration does not name, as would joining names that are no flags.
    protected override bool TryParse(ReadOnlySpan<char> text, out T value)
    {
        value = default;
        return IsName(text) && (s_isFlags || !text.Contains(',')) && Enum.TryParse(text, ignoreCase: true, out value);
    }

    private static bool IsName(ReadOnlySpan<char> text) => !text.IsEmpty && (char.IsLetter(text[0]) || text[0] == '_');
}
