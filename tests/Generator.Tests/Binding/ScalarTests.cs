using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using AsyncJobs.Binding;
using AsyncJobs.Generator.Tests.Harness;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncJobs.Generator.Tests.Binding;

public sealed class ScalarTests
{
    public static TheoryData<ScalarCase> Cases { get; } =
    [
        ScalarCase.Of("string", Scalar.String, Text()),
        ScalarCase.Of("bool", Scalar.Boolean, Gen.Elements(true, false)),
        ScalarCase.Of("char", Scalar.Char, Gen.Choose(0, 0xFFFF).Select(static value => (char)value).Where(static value => !char.IsSurrogate(value))),
        Integer<sbyte>(),
        Integer<byte>(),
        Integer<short>(),
        Integer<ushort>(),
        Integer<int>(),
        Integer<uint>(),
        Integer<long>(),
        Integer<ulong>(),
        Integer<nint>(),
        Integer<nuint>(),
        Integer<Int128>(),
        Integer<UInt128>(),
        Floating(Half.MinValue, Half.MaxValue, Half.Epsilon, Half.NegativeZero),
        Floating(float.MinValue, float.MaxValue, float.Epsilon, float.NegativeZero),
        Floating(double.MinValue, double.MaxValue, double.Epsilon, double.NegativeZero),
        ScalarCase.Of(
            "decimal",
            Scalar.Floating<decimal>(),
            from low in Bits<int>() from middle in Bits<int>() from high in Bits<int>() from negative in Gen.Elements(true, false) from scale in Gen.Choose(0, 28)
            select new decimal(low, middle, high, negative, (byte)scale)),
        ScalarCase.Of("Guid", Scalar.Guid, Bits<Guid>()),
        ScalarCase.Of("Uri", Scalar.Uri, Gen.Elements("https://example.org/a?b=%20c#d", "relative/path", "/rooted", "mailto:a@example.org", "http://[::1]:80/ü").Select(static text => new Uri(text, UriKind.RelativeOrAbsolute))),
        ScalarCase.Of(
            "DateTime",
            Scalar.DateTime,
            from ticks in Ticks(DateTime.MaxValue.Ticks) from kind in Gen.Elements(DateTimeKind.Unspecified, DateTimeKind.Utc)
            select new DateTime(ticks, kind)),
        ScalarCase.Of(
            "DateTimeOffset",
            Scalar.DateTimeOffset,
            from ticks in Ticks(DateTime.MaxValue.Ticks - (28 * TimeSpan.TicksPerHour)) from minutes in Gen.Choose(-14 * 60, 14 * 60)
            select new DateTimeOffset(ticks + (14 * TimeSpan.TicksPerHour), TimeSpan.FromMinutes(minutes))),
        ScalarCase.Of("DateOnly", Scalar.DateOnly, Gen.Choose(0, DateOnly.MaxValue.DayNumber).Select(DateOnly.FromDayNumber)),
        ScalarCase.Of("TimeOnly", Scalar.TimeOnly, Ticks(TimeOnly.MaxValue.Ticks).Select(static ticks => new TimeOnly(ticks))),
        ScalarCase.Of("TimeSpan", Scalar.TimeSpan, Gen.OneOf(Bits<long>(), Gen.Elements(long.MinValue, long.MaxValue, 0, -1)).Select(TimeSpan.FromTicks)),
        ScalarCase.Of("enum", Scalar.Enum<Colour>(), Gen.Elements(Enum.GetValues<Colour>())),
        ScalarCase.Of("named enum", Scalar.Enum<Delivery>(), Gen.Elements(Enum.GetValues<Delivery>())),
        ScalarCase.Of("named flags", Scalar.Enum<Extras>(), Gen.Choose(0, 7).Select(static value => (Extras)value)),
        ScalarCase.Of("flags", Scalar.Enum<Rights>(), Gen.Choose(0, 15).Select(static value => (Rights)value)),
    ];

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void What_is_written_is_read_back(ScalarCase scalar)
    {
        scalar.CheckRoundTrip();
        ForeignCulture.Run(scalar.CheckRoundTrip);
    }

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void No_bytes_make_a_scalar_throw(ScalarCase scalar)
    {
        scalar.CheckArbitraryBytes();
        ForeignCulture.Run(scalar.CheckArbitraryBytes);
    }

    [Theory]
    [InlineData("green", true)]
    [InlineData("GREEN", true)]
    [InlineData("1", false)]
    [InlineData("-1", false)]
    [InlineData("", false)]
    [InlineData("Green,Blue", false)]
    [InlineData("Green,", false)]
    [InlineData("mauve", false)]
    public void An_enumeration_takes_its_names_only(string text, bool valid) =>
        ForeignCulture.Run(() => Assert.Equal(valid, Scalar.Enum<Colour>().TryParse(Encoding.UTF8.GetBytes(text), out _)));

    [Theory]
    [InlineData("next-day", Delivery.NextDay)]
    [InlineData("NEXT-DAY", Delivery.NextDay)]
    [InlineData("NextDay", Delivery.NextDay)]
    [InlineData("2 days, or so", Delivery.Later)]
    [InlineData("Never", Delivery.Never)]
    [InlineData("Later", Delivery.Never)]
    [InlineData("today", Delivery.Today)]
    [InlineData("nextday ", null)]
    [InlineData("1", null)]
    [InlineData("", null)]
    [InlineData("2 days", null)]
    public void A_name_for_JSON_is_the_name_in_requests_too(string text, Delivery? expected) => ForeignCulture.Run(() =>
    {
        Assert.Equal(expected is not null, Scalar.Enum<Delivery>().TryParse(Encoding.UTF8.GetBytes(text), out Delivery value));
        Assert.Equal(expected ?? default, value);
    });

    [Fact]
    public void Names_for_JSON_are_written_and_listed()
    {
        Assert.Equal("next-day", Scalar.Enum<Delivery>().Format(Delivery.NextDay));
        Assert.Equal("Today", Scalar.Enum<Delivery>().Format(Delivery.Today));
        Assert.Equal("one of Today, next-day, 2 days, or so, Later", Scalar.Enum<Delivery>().Expected);
        Assert.Equal("gift-wrap, Insured", Scalar.Enum<Extras>().Format(Extras.GiftWrap | Extras.Insured));
        Assert.True(Scalar.Enum<Extras>().TryParse("INSURED ,gift-wrap"u8, out Extras both));
        Assert.Equal(Extras.GiftWrap | Extras.Insured, both);
        Assert.False(Scalar.Enum<Extras>().TryParse("Insured,"u8, out _));
        Assert.Throws<ArgumentOutOfRangeException>(() => Scalar.Enum<Delivery>().Format((Delivery)77));
        Assert.Throws<ArgumentOutOfRangeException>(() => Scalar.Enum<Extras>().Format((Extras)77));
    }

    [Theory]
    [InlineData("Read,Write", Rights.Read | Rights.Write)]
    [InlineData("read, EXECUTE", Rights.Read | Rights.Execute)]
    public void A_set_of_flags_takes_several_names(string text, Rights expected)
    {
        Assert.True(Scalar.Enum<Rights>().TryParse(Encoding.UTF8.GetBytes(text), out Rights value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("1,5")]
    [InlineData("1 000")]
    [InlineData(" 1")]
    [InlineData("1_0")]
    [InlineData("0x10")]
    [InlineData("\u22121")]
    [InlineData("\u0661")]
    public void A_number_is_read_invariantly(string text) => ForeignCulture.Run(() =>
    {
        Assert.False(Scalar.Integer<int>().TryParse(Encoding.UTF8.GetBytes(text), out _));
        Assert.False(Scalar.Floating<double>().TryParse(Encoding.UTF8.GetBytes(text), out _));
        Assert.False(Scalar.Floating<decimal>().TryParse(Encoding.UTF8.GetBytes(text), out _));
    });

    [Theory]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("-Infinity")]
    [InlineData("1e999")]
    public void A_number_is_finite(string text) => Assert.False(Scalar.Floating<double>().TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_would_not_be_read_is_not_written(double value)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Scalar.Floating<double>().Format(value));
        Assert.Throws<ArgumentOutOfRangeException>(() => Scalar.Floating<Half>().Format((Half)value));
        Assert.Throws<ArgumentOutOfRangeException>(() => Scalar.Enum<Colour>().Format((Colour)77));
    }

    [Fact]
    public void A_set_of_many_flags_is_read_back()
    {
        const BindingFlags all = (BindingFlags)0x0101FFFF & ~(BindingFlags)0xC080;
        string text = Scalar.Enum<BindingFlags>().Format(all);

        Assert.True(text.Length > 128);
        Assert.True(Scalar.Enum<BindingFlags>().TryParse(Encoding.UTF8.GetBytes(text), out BindingFlags value));
        Assert.Equal(all, value);
    }

    [Fact]
    public void A_character_is_not_made_up_from_broken_utf8() => Assert.False(Scalar.Char.TryParse([0xFF], out _));

    private static ScalarCase Integer<T>()
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T> =>
        ScalarCase.Of(typeof(T).Name, Scalar.Integer<T>(), Gen.OneOf(Bits<T>(), Gen.Elements(T.MinValue, T.MaxValue, T.Zero, T.One)));

    private static ScalarCase Floating<T>(params T[] edges)
        where T : struct, IFloatingPoint<T> =>
        ScalarCase.Of(typeof(T).Name, Scalar.Floating<T>(), Gen.OneOf(Bits<T>().Where(T.IsFinite), Gen.Elements(edges)));

    private static Gen<T> Bits<T>()
        where T : struct =>
        Gen.Choose(0, 255).Select(static value => (byte)value).ArrayOf(Marshal.SizeOf<T>()).Select(static bytes => MemoryMarshal.Read<T>(bytes));

    private static Gen<long> Ticks(long max) =>
        Gen.OneOf(Bits<ulong>().Select(value => (long)(value % ((ulong)max + 1))), Gen.Elements(0, max), Gen.Choose(0, 86_399).Select(static seconds => seconds * TimeSpan.TicksPerSecond));

    private static Gen<string> Text() =>
        Gen.Choose(0, 0x10FFFF).Where(Rune.IsValid).Select(static value => new Rune(value).ToString()).ArrayOf().Select(string.Concat);
}
