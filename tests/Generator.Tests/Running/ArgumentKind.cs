using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace AsyncJobs.Generator.Tests.Running;

/// <summary>A simple type with values that a request can carry.</summary>
internal sealed class ArgumentKind
{
    private readonly string _name;
    private readonly Gen<object> _values;
    private readonly Gen<object> _inHeaders;
    private readonly Func<Gen<object>, Gen<object>> _listOf;

    private ArgumentKind(string name, Gen<object> values, Gen<object> inHeaders, Func<Gen<object>, Gen<object>> listOf)
    {
        _name = name;
        _values = values;
        _inHeaders = inHeaders;
        _listOf = listOf;
    }

    public static IReadOnlyList<ArgumentKind> All { get; } =
    [
        Of("string", Text(0, 0x10FFFF), Text(' ', '~').Where(static text => text.Trim(' ') == text)),
        Of("bool", Gen.Elements(true, false)),
        Of("char", Gen.Choose(0, 0xFFFF).Select(static code => (char)code).Where(static code => !char.IsSurrogate(code)), Gen.Choose('!', '~').Select(static code => (char)code)),
        Integer<sbyte>("sbyte"),
        Integer<byte>("byte"),
        Integer<short>("short"),
        Integer<ushort>("ushort"),
        Integer<int>("int"),
        Integer<uint>("uint"),
        Integer<long>("long"),
        Integer<ulong>("ulong"),
        Integer<nint>("nint"),
        Integer<nuint>("nuint"),
        Integer<Int128>("Int128"),
        Integer<UInt128>("UInt128"),
        Of("Half", Bits<Half>().Where(Half.IsFinite)),
        Of("float", Bits<float>().Where(float.IsFinite)),
        Of("double", Bits<double>().Where(double.IsFinite)),
        Of("decimal", Bits<long>().Select(static bits => new decimal((int)bits, (int)(bits >> 32), 7, bits < 0, 5))),
        Of("Guid", Bits<Guid>()),
        Of(
            "Uri",
            Gen.Elements("https://example.org/a?b=%20c#d", "relative/path", "/rooted", "mailto:a@example.org", "http://[::1]:80/ü").Select(Link),
            Gen.Elements("https://example.org/a?b=%20c#d", "relative/path", "/rooted").Select(Link)),
        Of("DateTime", Ticks().Select(static ticks => new DateTime(ticks, ticks % 2 == 0 ? DateTimeKind.Utc : DateTimeKind.Unspecified))),
        Of("DateTimeOffset", Ticks().Select(static ticks => new DateTimeOffset(ticks, TimeSpan.FromMinutes(ticks % 840)))),
        Of("DateOnly", Gen.Choose(0, DateOnly.MaxValue.DayNumber).Select(DateOnly.FromDayNumber)),
        Of("TimeOnly", Ticks().Select(static ticks => new TimeOnly(ticks % TimeSpan.TicksPerDay))),
        Of("TimeSpan", Bits<long>().Select(TimeSpan.FromTicks)),
        Of("DayOfWeek", Gen.Elements(Enum.GetValues<DayOfWeek>())),
        Of("System.IO.FileShare", Gen.Choose(0, 7).Select(static flags => (FileShare)flags)),
    ];

    public override string ToString() => _name;

    /// <summary>Its type as a parameter of the place has it.</summary>
    public string TypeFor(ArgumentPlace place) => place switch
    {
        ArgumentPlace.NullableQuery or ArgumentPlace.NullableHeader => _name + "?",
        ArgumentPlace.Lists => _name + "[]",
        ArgumentPlace.NullableLists => $"System.Collections.Generic.IReadOnlyList<{_name}>?",
        _ => _name,
    };

    /// <summary>The same with the attribute of the place.</summary>
    public string ParameterFor(ArgumentPlace place) => place switch
    {
        ArgumentPlace.Route => TypeFor(place),
        ArgumentPlace.Header or ArgumentPlace.NullableHeader => "[FromHeader] " + TypeFor(place),
        _ => "[FromQuery] " + TypeFor(place),
    };

    /// <summary>Values, also null where the parameter may be. No request tells a list without items from none.</summary>
    public Gen<object?> ValuesFor(ArgumentPlace place) => place switch
    {
        ArgumentPlace.Route => _values.Where(static value => value is not ("" or "." or ".." or '.')).Select(static value => (object?)value),
        ArgumentPlace.NullableQuery => OrNull(_values),
        ArgumentPlace.Header => _inHeaders.Select(static value => (object?)value),
        ArgumentPlace.NullableHeader => OrNull(_inHeaders),
        ArgumentPlace.Lists => _listOf(_values).Select(static value => (object?)value),
        ArgumentPlace.NullableLists => OrNull(_listOf(_values).Where(static list => ((Array)list).Length > 0)),
        _ => _values.Select(static value => (object?)value),
    };

    private static Gen<object?> OrNull(Gen<object> values) => Gen.OneOf(values.Select(static value => (object?)value), Gen.Constant<object?>(null));

    private static ArgumentKind Of<T>(string name, Gen<T> values, Gen<T>? inHeaders = null)
        where T : notnull => new(
            name,
            values.Select(static value => (object)value),
            (inHeaders ?? values).Select(static value => (object)value),
            static items => items.ArrayOf().Select(static found => (object)Array.ConvertAll(found, static item => (T)item)));

    private static ArgumentKind Integer<T>(string name)
        where T : struct, IBinaryInteger<T>, IMinMaxValue<T> =>
        Of(name, Gen.OneOf(Bits<T>(), Gen.Elements(T.MinValue, T.MaxValue, T.Zero)));

    private static Gen<T> Bits<T>()
        where T : struct =>
        Gen.Choose(0, 255).Select(static value => (byte)value).ArrayOf(Marshal.SizeOf<T>()).Select(static bytes => MemoryMarshal.Read<T>(bytes));

    private static Gen<long> Ticks() =>
        Bits<ulong>().Select(static value => (long)(value % (ulong)(DateTime.MaxValue.Ticks - (28 * TimeSpan.TicksPerHour))) + (14 * TimeSpan.TicksPerHour));

    private static Gen<string> Text(int first, int last) =>
        Gen.Choose(first, last).Where(Rune.IsValid).Select(static value => new Rune(value).ToString()).ArrayOf().Select(string.Concat);

    private static Uri Link(string text) => new(text, UriKind.RelativeOrAbsolute);
}
