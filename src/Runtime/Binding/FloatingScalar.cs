using System.Globalization;
using System.Numerics;

namespace AsyncJobs.Binding;

internal sealed class FloatingScalar<T> : Scalar<T>
    where T : struct, IFloatingPoint<T>
{
    public static readonly FloatingScalar<T> Instance = new();

    private const NumberStyles Styles = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public override string Expected => "a number such as 12.5";

    public override bool TryParse(ReadOnlySpan<byte> utf8, out T value) =>
        T.TryParse(utf8, Styles, CultureInfo.InvariantCulture, out value) && T.IsFinite(value);

    public override string Format(T value) => T.IsFinite(value)
        ? value.ToString(null, CultureInfo.InvariantCulture)
        : throw new ArgumentOutOfRangeException(nameof(value), value, "A number in a request is finite.");
}
