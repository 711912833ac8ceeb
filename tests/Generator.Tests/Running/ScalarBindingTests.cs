using System.Collections.Immutable;
using System.Text.Json;
using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Running;

/// <summary>Every simple type from every part of a request.</summary>
public sealed class ScalarBindingTests
{
    private static readonly ImmutableArray<(string Type, string Name, string Good, string Shown, string Bad)> s_scalars =
    [
        ("bool", "flag", "TRUE", "True", "yes"),
        ("char", "letter", "x", "x", "xy"),
        ("sbyte", "i8", "-128", "-128", "-129"),
        ("byte", "u8", "255", "255", "256"),
        ("short", "i16", "-32768", "-32768", "32768"),
        ("ushort", "u16", "65535", "65535", "-1"),
        ("int", "i32", "-2147483648", "-2147483648", "1.5"),
        ("uint", "u32", "4294967295", "4294967295", "1e3"),
        ("long", "i64", "-9223372036854775808", "-9223372036854775808", "one"),
        ("ulong", "u64", "18446744073709551615", "18446744073709551615", "18446744073709551616"),
        ("nint", "native", "-5", "-5", "5-"),
        ("nuint", "unative", "5", "5", "-5"),
        ("Int128", "i128", "-170141183460469231731687303715884105728", "-170141183460469231731687303715884105728", "0x1"),
        ("UInt128", "u128", "340282366920938463463374607431768211455", "340282366920938463463374607431768211455", "-1"),
        ("Half", "f16", "1.5", "1.5", "1,5"),
        ("float", "f32", "-2.5e3", "-2500", "NaN"),
        ("double", "f64", "0.1", "0.1", "Infinity"),
        ("decimal", "money", "1234.50", "1234.50", "1,234.50"),
        ("Guid", "id", "0f8fad5b-d9cb-469f-a165-70867728950e", "0f8fad5b-d9cb-469f-a165-70867728950e", "0f8fad5b"),
        ("DateTime", "at", "2026-01-31T08:30:00Z", "01/31/2026 08:30:00", "31.01.2026"),
        ("DateTimeOffset", "moment", "2026-01-31T08:30:00-02:00", "01/31/2026 08:30:00 -02:00", "2026-01-31 08:30"),
        ("DateOnly", "day", "2026-01-31", "01/31/2026", "2026-02-30"),
        ("TimeOnly", "time", "08:30", "08:30", "25:00"),
        ("TimeSpan", "span", "1.02:03:04", "1.02:03:04", "30"),
        ("Uri", "link", "https://example.org/a?b", "https://example.org/a?b", "http://"),
        ("DayOfWeek", "weekday", "friday", "Friday", "5"),
    ];

    [Theory]
    [InlineData("Route")]
    [InlineData("Query")]
    [InlineData("Header")]
    public Task Every_simple_type_is_bound(string source) => InBothCulturesAsync(async () =>
    {
        using CompiledApp app = Start(source, nullable: false);

        JsonElement done = await app.RunAsync("JobsRunJob", "POST", Path(source, Good), null, Query(source, Good), Headers(source, Good));

        Assert.Equal(s_scalars.Select(static scalar => scalar.Shown), Strings(done));
    });

    [Theory]
    [InlineData("Route")]
    [InlineData("Query")]
    [InlineData("Header")]
    public Task Every_malformed_value_is_listed(string source) => InBothCulturesAsync(async () =>
    {
        using CompiledApp app = Start(source, nullable: false);

        TestReply reply = await app.AcceptAsync("JobsRunJob", "POST", Path(source, Bad), null, Query(source, Bad), Headers(source, Bad));

        AssertFaults(reply);
    });

    [Theory]
    [InlineData("Query")]
    [InlineData("Header")]
    public async Task Every_missing_value_is_listed(string source)
    {
        using CompiledApp app = Start(source, nullable: false);

        AssertFaults(await app.AcceptAsync("JobsRunJob", "POST", "/scalars"));
    }

    [Theory]
    [InlineData("Query")]
    [InlineData("Header")]
    public async Task A_nullable_value_may_be_missing(string source)
    {
        using CompiledApp app = Start(source, nullable: true);

        Assert.All(Strings(await app.RunAsync("JobsRunJob", "POST", "/scalars")), static value => Assert.Equal("", value));
        JsonElement full = await app.RunAsync("JobsRunJob", "POST", "/scalars", null, Query(source, Good), Headers(source, Good));
        Assert.Equal(s_scalars.Select(static scalar => scalar.Shown), Strings(full));
    }

    [Fact]
    public Task A_default_stands_in_for_what_is_missing() => InBothCulturesAsync(async () =>
    {
        using CompiledApp app = CompiledApp.Start(
            """
            public static class Jobs
            {
                [AsyncJob("POST /defaults")]
                public static string[] Run(
                    JobContext job,
                    string text = "a\"b\\\n\u2028",
                    char letter = '\'',
                    int number = int.MinValue,
                    double ratio = 0.1,
                    double nan = double.NaN,
                    float low = float.NegativeInfinity,
                    decimal money = -1.10m,
                    DayOfWeek day = DayOfWeek.Friday,
                    DayOfWeek unnamed = (DayOfWeek)77,
                    int? some = 5,
                    int? none = null,
                    Guid id = default,
                    [FromHeader] long header = 1L << 40) =>
                    Array.ConvertAll(
                        new object?[] { text, letter, number, ratio, nan, low, money, day, unnamed, some, none, id, header },
                        value => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!);
            }
            """);

        Assert.Equal(
            ["a\"b\\\n\u2028", "'", "-2147483648", "0.1", "NaN", "-Infinity", "-1.10", "Friday", "77", "5", "", "00000000-0000-0000-0000-000000000000", "1099511627776"],
            Strings(await app.RunAsync("JobsRunJob", "POST", "/defaults")));
        Assert.Equal(
            ["", "'", "7", "0.1", "NaN", "-Infinity", "-1.10", "Sunday", "77", "6", "8", "00000000-0000-0000-0000-000000000000", "9"],
            Strings(await app.RunAsync("JobsRunJob", "POST", "/defaults", null, "text=&number=7&some=6&none=8&day=sunday", ("HEADER", "9"))));
    });

    [Fact]
    public async Task A_repeated_value_fills_an_array()
    {
        using CompiledApp app = CompiledApp.Start(
            """
            public static class Jobs
            {
                [AsyncJob("POST /arrays")]
                public static string Run(
                    JobContext job, [FromQuery(Name = "n")] int[] numbers, string[]? names, List<Guid> ids, IReadOnlyList<DayOfWeek> days,
                    IEnumerable<bool>? flags, params char[] letters) =>
                    $"{string.Join('|', numbers)} {(names is null ? "null" : string.Join('|', names))} {ids.Count} {string.Join('|', days)} {flags is null} {letters.Length}";
            }
            """);

        Assert.Equal("3|1 a|,b 1 Monday False 2", await Run("n=3&names=a&n=1&ids=0f8fad5bd9cb469fa16570867728950e&names=%2Cb&days=monday&flags=true&letters=x&letters=y"));
        Assert.Equal(" null 0  True 0", await Run(""));
        TestReply bad = await app.AcceptAsync("JobsRunJob", "POST", "/arrays", null, "n=1&n=x&days=someday");
        Assert.Equal(400, bad.StatusCode);
        Assert.Equal(2, bad.Body.GetProperty("errors").GetArrayLength());

        async Task<string?> Run(string query) =>
            (await app.RunAsync("JobsRunJob", "POST", "/arrays", null, query)).GetProperty("result").GetString();
    }

    private static CompiledApp Start(string source, bool nullable)
    {
        string parameters = string.Join(", ", s_scalars.Select(scalar => $"[From{source}] {scalar.Type}{(nullable ? "?" : "")} {scalar.Name}"));
        string route = source == "Route" ? string.Concat(s_scalars.Select(static scalar => $"/{{{scalar.Name}}}")) : "";
        return CompiledApp.Start(
            $$"""
            public static class Jobs
            {
                [AsyncJob("POST /scalars{{route}}")]
                public static string[] Run({{parameters}}, JobContext job) =>
                    Array.ConvertAll(
                        new object?[] { {{string.Join(", ", s_scalars.Select(static scalar => scalar.Name))}} },
                        value => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)!);
            }
            """);
    }

    private static string Good((string, string, string Good, string, string) scalar) => scalar.Good;

    private static string Bad((string, string, string, string, string Bad) scalar) => scalar.Bad;

    private static string Path(string source, Func<(string, string, string, string, string), string> value) =>
        source == "Route" ? "/scalars" + string.Concat(s_scalars.Select(scalar => "/" + Uri.EscapeDataString(value(scalar)))) : "/scalars";

    private static string Query(string source, Func<(string, string, string, string, string), string> value) =>
        source == "Query" ? string.Join('&', s_scalars.Select(scalar => $"{scalar.Name}={Uri.EscapeDataString(value(scalar))}")) : "";

    private static (string, string)[] Headers(string source, Func<(string, string, string, string, string), string> value) =>
        source == "Header" ? [.. s_scalars.Select(scalar => (scalar.Name, value(scalar)))] : [];

    private static void AssertFaults(TestReply reply)
    {
        Assert.True(reply.StatusCode == 400, reply.ToString());
        string[] errors = [.. reply.Body.GetProperty("errors").EnumerateArray().Select(static error => error.ToString())];
        Assert.Equal(s_scalars.Length, errors.Length);
        Assert.All(s_scalars, scalar => Assert.Single(errors, error => error.Contains($"\"name\":\"{scalar.Name}\"", StringComparison.Ordinal)));
    }

    private static IEnumerable<string?> Strings(JsonElement done)
    {
        Assert.Equal("SUCCEEDED", done.GetProperty("status").GetString());
        return done.GetProperty("result").EnumerateArray().Select(static value => value.GetString());
    }

    private static async Task InBothCulturesAsync(Func<Task> test)
    {
        await test();
        await ForeignCulture.RunAsync(test);
    }
}
