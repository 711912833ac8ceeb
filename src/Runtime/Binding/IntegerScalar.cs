using System.Globalization;
using System.Numerics;

namespace AsyncJobs.Binding;

internal sealed class IntegerScalar<T> : Scalar<T>
    where T : struct, IBinaryInteger<T>, IMinMaxValue<T>
{
    public static readonly IntegerScalar<T> Instance = new();

    public override string Expected =>
        string.Create(CultureInfo.InvariantCulture, $"a whole number from {T.MinValue} to {T.MaxValue}");

    public override bool TryParse(ReadOnlySpan<byte> utf8, out T value) =>
        T.TryParse(utf8, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

    public override string Format(T value) => value.ToString(null, CultureInfo.InvariantCulture);
}
