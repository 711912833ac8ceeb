using System.Text;
using System.Text.Unicode;

namespace AsyncJobs.Binding;

/// <summary>Base of the scalars whose types parse from UTF-16 only.</summary>
internal abstract class Utf16Scalar<T> : Scalar<T>
    where T : notnull
{
    // Longer than any date, number or GUID; the names of a set of flags may be longer still.
    private const int LongestOnStack = 256;

    public sealed override bool TryParse(ReadOnlySpan<byte> utf8, out T? value)
    {
        value = default;
        if (!Utf8.IsValid(utf8) || utf8.Length > MaxLength)
            return false;

        Span<char> chars = utf8.Length <= LongestOnStack ? stackalloc char[LongestOnStack] : new char[utf8.Length];
        return TryParse(chars[..Encoding.UTF8.GetChars(utf8, chars)], out value);
    }

    /// <summary>The longest text that can be a value, in bytes.</summary>
    protected virtual int MaxLength => LongestOnStack;

    protected abstract bool TryParse(ReadOnlySpan<char> text, out T? value);
}
