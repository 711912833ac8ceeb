using System.Diagnostics.CodeAnalysis;

namespace AsyncJobs.Binding;

internal sealed class EnumScalar<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] T> : Utf16Scalar<T>
    where T : struct, Enum
{
    public static readonly EnumScalar<T> Instance = new();

    private static readonly EnumNames s_names = EnumNames.Of(typeof(T));

    // Every name of the set, with the comma and space between them, at up to three bytes a character.
    private static readonly int s_maxLength = (3 * s_names.Longest) + (2 * s_names.InRequests.Count);

    public override string Expected => s_names.Expected;

    internal override IReadOnlyList<string>? Values => s_names.AreFlags ? null : s_names.InRequests;

    protected override int MaxLength => s_maxLength;

    public override string Format(T value)
    {
        string name = value.ToString();
        if (!IsName(name))
            throw Unnamed(value);

        return s_names.HaveOthers ? string.Join(", ", name.Split(", ").Select(part => s_names.ToRequest(part) ?? throw Unnamed(value))) : name;
    }

    // Numbers are refused: they would let in values that the enumeration does not name, as would joining names that are no flags.
    protected override bool TryParse(ReadOnlySpan<char> text, out T value)
    {
        value = default;
        if (s_names.HaveOthers)
            return s_names.ToCodes(text.ToString()) is { } names && Enum.TryParse(names, out value);

        return IsName(text) && (s_names.AreFlags || !text.Contains(',')) && Enum.TryParse(text, ignoreCase: true, out value);
    }

    private static ArgumentOutOfRangeException Unnamed(T value) => new(nameof(value), value, $"{typeof(T).Name} does not name this value.");

    private static bool IsName(ReadOnlySpan<char> text) => !text.IsEmpty && (char.IsLetter(text[0]) || text[0] == '_');
}
