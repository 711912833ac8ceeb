using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace AsyncJobs.Binding;

/// <summary>
/// How a simple value is written in a URL or a header: invariant, without white space, and read back exactly as it was written. No reflection.
/// </summary>
/// <typeparam name="T">The value's type.</typeparam>
public abstract class Scalar<T>
    where T : notnull
{
    private protected Scalar()
    {
    }

    /// <summary>What a value must look like, to end the sentence "must be …".</summary>
    public abstract string Expected { get; }

    /// <summary>All values, as a request names them; null where they are not listed.</summary>
    internal virtual IReadOnlyList<string>? Values => null;

    /// <summary>Reads a value.</summary>
    /// <param name="utf8">The whole text, decoded.</param>
    /// <param name="value">The value.</param>
    /// <returns>False when the text is not such a value.</returns>
    public abstract bool TryParse(ReadOnlySpan<byte> utf8, out T? value);

    /// <summary>Writes a value so that <see cref="TryParse"/> reads the same one.</summary>
    public abstract string Format(T value);
}

/// <summary>The simple types that bind from routes, queries and headers.</summary>
public static class Scalar
{
    /// <summary>Any text that is valid UTF-8.</summary>
    public static Scalar<string> String { get; } = new StringScalar();

    /// <summary><c>true</c> or <c>false</c>, in any case.</summary>
    public static Scalar<bool> Boolean { get; } = new BooleanScalar();

    /// <summary>One UTF-16 code unit.</summary>
    public static Scalar<char> Char { get; } = new CharScalar();

    /// <summary>A GUID in the forms <c>D</c>, <c>N</c>, <c>B</c> or <c>P</c>.</summary>
    public static Scalar<Guid> Guid { get; } = new GuidScalar();

    /// <summary>An absolute or relative URI.</summary>
    public static Scalar<Uri> Uri { get; } = new UriScalar();

    /// <summary>A date and time in ISO 8601; with <c>Z</c> or an offset as stated, else of unspecified kind.</summary>
    public static Scalar<DateTime> DateTime { get; } = new DateTimeScalar();

    /// <summary>A date and time in ISO 8601; UTC where it states no offset.</summary>
    public static Scalar<DateTimeOffset> DateTimeOffset { get; } = new DateTimeOffsetScalar();

    /// <summary>A date, <c>yyyy-MM-dd</c>.</summary>
    public static Scalar<DateOnly> DateOnly { get; } = new DateOnlyScalar();

    /// <summary>A time of day, <c>HH:mm</c> with optional seconds and fraction.</summary>
    public static Scalar<TimeOnly> TimeOnly { get; } = new TimeOnlyScalar();

    /// <summary>A duration, <c>[-][d.]hh:mm:ss[.fffffff]</c>.</summary>
    public static Scalar<TimeSpan> TimeSpan { get; } = new TimeSpanScalar();

    /// <summary>A whole number within its type's range.</summary>
    public static Scalar<T> Integer<T>()
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T> => IntegerScalar<T>.Instance;

    /// <summary>A finite number, also with an exponent.</summary>
    public static Scalar<T> Floating<T>()
        where T : struct, IFloatingPoint<T> => FloatingScalar<T>.Instance;

    /// <summary>
    /// A named value of an enumeration in any case, or several joined by commas where it is a set of flags. A value that has a
    /// <c>[JsonStringEnumMemberName]</c> is written with that name, and read by it and by its C# name.
    /// </summary>
    public static Scalar<T> Enum<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] T>()
        where T : struct, Enum => EnumScalar<T>.Instance;
}
