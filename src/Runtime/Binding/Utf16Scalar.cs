using System.Text;

namespace AsyncJobs.Binding;

/// <summary>Base of the scalars whose types parse from UTF-16 only.</summary>
internal abstract class Utf16Scalar<T> : Scalar<T>
    where T : notnull
{
    private const int Longest = 128;

    public sealed override bool TryParse(ReadOnlySpan<byte> utf8, out T? value)
    {
        value = default;
        if (utf8.Length > Longest)
            return false;

        Span<char> chars = stackalloc char[Longest];
        return Encoding.UTF8.TryGetChars(utf8, chars, out int length) && TryParse(chars[..length], out value);
    }

    protected abstract bool TryParse(ReadOnlySpan<char> text, out T? value);
}
