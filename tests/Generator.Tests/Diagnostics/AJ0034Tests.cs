using System.Text.Json;
using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0034Tests
{
    private const string Types = """
        public sealed record Holder<T>(T Value);
        public readonly record struct Cell(int Row);
        public class Parent { public Type Kind { get; } = typeof(int); }
        public sealed class Child : Parent { }
        public interface IKind { Type Kind { get; } }
        public interface INamedKind : IKind { string Name { get; } }
        public sealed class Named : INamedKind { public Type Kind => typeof(int); public string Name => "a"; }
        public sealed class Spanned { public string Text => "a"; public ReadOnlySpan<char> Span => Text; }
        public unsafe sealed class Pointing { public int* Pointer { get; set; } }
        public sealed class Node { public Node? Next { get; set; } public List<Node> All { get; } = new(); public Type Kind { get; } = typeof(int); }
        public class Ignoring { [System.Text.Json.Serialization.JsonIgnore] public virtual Type Kind => typeof(int); }
        public sealed class Overriding : Ignoring { public override Type Kind => typeof(int); }
        public readonly record struct Point(Type Kind);
        [System.Text.Json.Serialization.JsonDerivedType(typeof(Sort), "sort")] public abstract class Kind { public int Number => 1; }
        public sealed class Sort : Kind { public Type Type => typeof(int); }
        """;

    private const string SoundTypes = """
        public sealed record Holder<T>(T Value);
        public enum Colour { Red }
        public class Parent { public Type Kind { get; } = typeof(int); }
        public sealed class Hiding : Parent { public new string Kind { get; } = "a"; }
        public sealed class Ignoring { [System.Text.Json.Serialization.JsonIgnore] public Type Kind => typeof(int); [System.Text.Json.Serialization.JsonIgnore] public ReadOnlySpan<char> Span => "a"; }
        public sealed class NotPublic { internal Type Kind => typeof(int); private Type Other => typeof(int); public static Type Shared => typeof(int); }
        public sealed class WriteOnly { public Type Kind { set { } } }
        public sealed class Indexed { public Type this[int index] => typeof(int); }
        public sealed class Listed : List<int> { public Type Kind { get; } = typeof(int); }
        public sealed class Node { public Node? Next { get; set; } public List<Node> All { get; } = new(); }

        [System.Text.Json.Serialization.JsonConverter(typeof(KeyConverter))]
        public readonly record struct Key(int Number);

        public sealed class KeyConverter : System.Text.Json.Serialization.JsonConverter<Key>
        {
            public override Key Read(ref System.Text.Json.Utf8JsonReader reader, Type type, System.Text.Json.JsonSerializerOptions options) => default;
            public override void Write(System.Text.Json.Utf8JsonWriter writer, Key value, System.Text.Json.JsonSerializerOptions options) => writer.WriteNumberValue(value.Number);
            public override void WriteAsPropertyName(System.Text.Json.Utf8JsonWriter writer, Key value, System.Text.Json.JsonSerializerOptions options) => writer.WritePropertyName($"{value.Number}");
        }

        public sealed class TypeConverter : System.Text.Json.Serialization.JsonConverter<Type>
        {
            public override Type Read(ref System.Text.Json.Utf8JsonReader reader, Type type, System.Text.Json.JsonSerializerOptions options) => typeof(int);
            public override void Write(System.Text.Json.Utf8JsonWriter writer, Type value, System.Text.Json.JsonSerializerOptions options) => writer.WriteStringValue(value.Name);
        }

        public sealed class Converting { [System.Text.Json.Serialization.JsonConverter(typeof(TypeConverter))] public Type Kind => typeof(int); }
        """;

    // Type of the result, a value of it, what the message names, and what it says of it.
    private static readonly (string Type, string Value, string Path, string What)[] s_unwritable =
    [
        ("Type", "typeof(int)", "'Type'", "a System.Type"),
        ("Holder<Type>", "new(typeof(int))", "'Holder<Type>.Value'", "a System.Type"),
        ("List<Holder<Type>>", "new() { new(typeof(int)) }", "'Holder<Type>.Value'", "a System.Type"),
        ("Type[]", "new[] { typeof(int) }", "'Type'", "a System.Type"),
        ("Dictionary<string, Type>", "new() { [\"a\"] = typeof(int) }", "'Type'", "a System.Type"),
        ("Dictionary<DayOfWeek, Holder<Type>>", "new() { [DayOfWeek.Friday] = new(typeof(int)) }", "'Holder<Type>.Value'", "a System.Type"),
        ("KeyValuePair<string, Type>", "new(\"a\", typeof(int))", ".Value'", "a System.Type"),
        ("Tuple<Type>", "Tuple.Create(typeof(int))", "'Tuple<Type>.Item1'", "a System.Type"),
        ("Holder<Point?>", "new(new Point(typeof(int)))", "'Holder<Point?>.Value.Kind'", "a System.Type"),
        ("Child", "new()", "'Child.Kind'", "a System.Type"),
        ("Overriding", "new()", "'Overriding.Kind'", "a System.Type"),
        ("INamedKind", "new Named()", "'INamedKind.Kind'", "a System.Type"),
        ("Node", "new()", "'Node.Kind'", "a System.Type"),
        ("Holder<System.Reflection.MethodInfo>", "new(typeof(int).GetMethods()[0])", ".Value'", "System.Reflection"),
        ("Holder<System.Reflection.Assembly>", "new(typeof(Cell).Assembly)", ".Value'", "System.Reflection"),
        ("Holder<System.Reflection.Module>", "new(typeof(Cell).Module)", ".Value'", "System.Reflection"),
        ("Holder<System.Reflection.ParameterInfo>", "new(typeof(Cell).GetConstructors()[0].GetParameters()[0])", ".Value'", "System.Reflection"),
        ("Holder<Action>", "new(() => { })", ".Value'", "a delegate"),
        ("Holder<Func<int>>", "new(() => 1)", ".Value'", "a delegate"),
        ("Holder<Delegate>", "new((Delegate)(Action)(() => { }))", ".Value'", "a delegate"),
        ("Holder<nint>", "new(1)", ".Value'", "a native integer"),
        ("Holder<UIntPtr>", "new(1)", ".Value'", "a native integer"),
        ("Holder<int[,]>", "new(new int[1, 1])", ".Value'", "a multi-dimensional array"),
        ("Spanned", "new()", "'Spanned.Span'", "a ref struct"),
        ("Pointing", "new()", "'Pointing.Pointer'", "a pointer"),
        ("Holder<CancellationToken>", "new(new CancellationTokenSource().Token)", ".Value'", "a CancellationToken"),
        ("Holder<System.IO.Stream>", "new(new System.IO.MemoryStream(new byte[1]))", ".Value'", "a stream"),
        ("Holder<System.IO.MemoryStream>", "new(new System.IO.MemoryStream(new byte[1]))", ".Value'", "a stream"),
        ("Holder<IAsyncEnumerable<int>>", "new(Sequence())", ".Value'", "an asynchronous sequence"),
        ("Kind", "new Sort()", "'Sort.Type'", "a System.Type"),
        ("Dictionary<Cell, int>", "new() { [new(1)] = 1 }", "'Dictionary<Cell, int>'", "a dictionary whose keys are of the type Cell"),
        ("Holder<IReadOnlyDictionary<Cell, int>>", "new(new Dictionary<Cell, int> { [new(1)] = 1 })", ".Value'", "a dictionary whose keys are of the type Cell"),
        ("Holder<Dictionary<(int, int), int>>", "new(new() { [(1, 1)] = 1 })", ".Value'", "a dictionary whose keys are of the type (int, int)"),
        ("Holder<Dictionary<int[], int>>", "new(new() { [new[] { 1 }] = 1 })", ".Value'", "a dictionary whose keys are of the type int[]"),
        ("Dictionary<System.Text.Json.JsonElement, int>", "new() { [System.Text.Json.JsonDocument.Parse(\"1\").RootElement] = 1 }", "", "a dictionary whose keys are of the type JsonElement"),
        ("Dictionary<System.Numerics.BigInteger, int>", "new() { [1] = 1 }", "", "a dictionary whose keys are of the type BigInteger"),
    ];

    private static readonly (string Type, string Value)[] s_sound =
    [
        .. new[]
        {
            "\"a\"", "true", "'a'", "(sbyte)1", "(byte)1", "(short)1", "(ushort)1", "1", "1u", "1L", "1UL", "1f", "1d", "1m", "(Half)1", "(Int128)1", "(UInt128)1", "Guid.Empty",
            "DateTime.UnixEpoch", "DateTimeOffset.UnixEpoch", "DateOnly.MinValue", "TimeOnly.MinValue", "TimeSpan.Zero", "new Uri(\"https://a.example\")", "new Version(1, 0)",
            "Colour.Red", "new Key(1)",
        }.Select(static key => ("object", $"Keyed({key})")),
        ("Dictionary<object, int>", "new() { [\"a\"] = 1 }"),
        ("Dictionary<Key, int>", "new() { [new(1)] = 1 }"),
        ("Dictionary<Colour, int[][]>", "new() { [Colour.Red] = new[] { new[] { 1 } } }"),
        ("Dictionary<Guid, DateOnly>", "new() { [Guid.Empty] = DateOnly.MinValue }"),
        ("Dictionary<Int128, Half>", "new() { [1] = (Half)1 }"),
        ("List<KeyValuePair<Holder<int>, int>>", "new() { new(new(1), 1) }"),
        ("Hiding", "new()"),
        ("Ignoring", "new()"),
        ("NotPublic", "new()"),
        ("WriteOnly", "new()"),
        ("Indexed", "new()"),
        ("Listed", "new()"),
        ("Node", "new()"),
        ("Converting", "new()"),
        ("Holder<object>", "new(1)"),
        ("Holder<int?>", "new(null)"),
        ("Holder<System.Reflection.BindingFlags>", "new(System.Reflection.BindingFlags.Public)"),
        ("Holder<byte[]>", "new(new byte[1])"),
        ("Holder<ReadOnlyMemory<byte>>", "new(new byte[1])"),
        ("Holder<System.Text.Json.JsonElement>", "new(System.Text.Json.JsonDocument.Parse(\"1\").RootElement)"),
        ("Holder<Lazy<int>>", "new(new Lazy<int>(1))"),
    ];

    public static TheoryData<string, string, string> Unwritable => [.. s_unwritable.Select(static one => (one.Type, one.Path, one.What))];

    [Theory]
    [MemberData(nameof(Unwritable))]
    public async Task What_cannot_be_written_is_named_with_its_path(string type, string path, string what)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob("POST /reports")]
                public static {|AJ0034:Task<{{type}}>|} Run(JobContext job) => throw new InvalidOperationException();
            }

            {{Types}}
            """);

        outcome.AssertMessage(path, what, "The job's result");
        Assert.NotEmpty(outcome.Run.FileOf("JobsRunJob"));
    }

    [Fact]
    public async Task The_rule_is_right_each_of_them_fails_when_it_is_written()
    {
        using CompiledApp app = CompiledApp.Start(SourceOf([.. s_unwritable.Select(static one => (one.Type, one.Value))], Types));

        for (int i = 0; i < s_unwritable.Length; i++)
        {
            JsonElement job = await app.RunAsync($"JobsRun{i}Job", "POST", $"/reports{i}");
            Assert.Equal((s_unwritable[i].Type, "FAILED"), (s_unwritable[i].Type, job.GetProperty("status").GetString()));
            Assert.Equal(JobErrorCodes.ResultNotSerializable, job.GetProperty("error").GetProperty("errorCode").GetInt32());
        }
    }

    [Fact]
    public async Task What_is_written_is_not_reported()
    {
        string source = SourceOf(s_sound, SoundTypes);
        await DiagnosticTest.VerifyAsync(source);
        using CompiledApp app = CompiledApp.Start(source);

        for (int i = 0; i < s_sound.Length; i++)
        {
            JsonElement job = await app.RunAsync($"JobsRun{i}Job", "POST", $"/reports{i}");
            Assert.Equal((s_sound[i], "SUCCEEDED"), (s_sound[i], job.GetProperty("status").GetString()));
        }
    }

    [Fact]
    public async Task Each_member_is_named()
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            """
            public static class Jobs
            {
                [AsyncJob("POST /reports")]
                public static {|AJ0034:{|AJ0034:Report|}|} Run(JobContext job) => throw new InvalidOperationException();
            }

            public sealed record Report(List<Row> Rows, Action? Done);

            public sealed record Row(string Name, Type? Kind);
            """);

        Assert.Equal(["Report.Rows[].Kind", "Report.Done"], outcome.Diagnostics.Select(static one => PathOf(one.GetMessage(null))));
    }

    // System.Text.Json does not come to an end with such a type; the rule has to.
    [Fact]
    public async Task A_type_that_is_made_of_ever_larger_ones_is_left_at_some_depth() =>
        await DiagnosticTest.VerifyAsync(
            """
            public static class Jobs
            {
                [AsyncJob("POST /reports")]
                public static Deep<int> Run(JobContext job) => throw new InvalidOperationException();
            }

            public sealed record Deep<T>(Deep<Deep<T>>? Deeper, Deep<List<T>>? Other);
            """);

    [Fact]
    public async Task A_state_is_marked_where_the_attribute_names_it()
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            """
            public static class Jobs
            {
                [AsyncJob("POST /imports", {|AJ0034:State = typeof(Cursor)|})]
                public static void Run(JobContext job) { }
            }

            public sealed record Cursor(int Page, int[,] Seen);
            """);

        outcome.AssertMessage("The job's state", "'Cursor.Seen'", "an array of arrays");
    }

    // What is written of these is of no use to anybody.
    [Theory]
    [InlineData("System.Xml.XmlDocument", "use its text")]
    [InlineData("System.Xml.Linq.XDocument", "use its text")]
    [InlineData("System.Xml.Linq.XElement", "use its text")]
    [InlineData("System.IO.StringReader", "use a string or byte[]")]
    [InlineData("System.Data.DataTable", "use a list of rows")]
    [InlineData("System.Numerics.BigInteger", "a BigInteger: use long, decimal or a string")]
    [InlineData("System.Numerics.Complex", "a Complex: use a record of its two parts")]
    [InlineData("System.Text.StringBuilder", "a StringBuilder: use a string")]
    [InlineData("System.Text.RegularExpressions.Regex", "a Regex: use its pattern")]
    [InlineData("System.Globalization.CultureInfo", "a CultureInfo: use its name")]
    [InlineData("System.Net.IPAddress", "an IPAddress: use its text")]
    [InlineData("System.IO.FileInfo", "a file or directory: use its path")]
    public async Task What_has_no_meaning_as_JSON_is_reported_too(string type, string instead) =>
        (await DiagnosticTest.VerifyAsync(
            $$"""
            public static class Jobs
            {
                [AsyncJob("POST /reports")]
                public static {|AJ0034:{{type}}|} Run(JobContext job) => throw new InvalidOperationException();
            }
            """)).AssertMessage("The job's result cannot be written as JSON", instead);

    [Theory]
    [InlineData("IShape", """{"name":"a"}""", "'IShape'", "an interface")]
    [InlineData("Shape", """{"name":"a"}""", "'Shape'", "an abstract class")]
    [InlineData("Drawing", """{"shapes":[{"name":"a"}]}""", "'Drawing.Shapes[]'", "an abstract class")]
    [InlineData("Column", """{"type":"int"}""", "'Column.Type'", "a System.Type")]
    [InlineData("System.IO.TextReader", """{"length":1}""", "'TextReader'", "use a string or byte[]")]
    [InlineData("nint", "1", "'nint'", "use long or ulong")]
    [InlineData("int[,]", "[[1]]", "'int[", "use an array of arrays")]
    public async Task A_body_that_nothing_can_be_read_as_is_named_and_is_a_fault_of_ours(string type, string body, string path, string what)
    {
        const string types = """
            public interface IShape { string Name { get; } }
            public abstract class Shape { public string Name { get; set; } = ""; }
            public sealed record Drawing(List<Shape> Shapes);
            public sealed class Column { public Type? Type { get; set; } }
            """;
        string source(string shown) => $$"""
            public static class Jobs
            {
                [AsyncJob("POST /shapes")]
                public static void Run([FromBody] {{shown}} body, JobContext job) { }
            }

            {{types}}
            """;

        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(source($"{{|AJ0034:{type}|}}"));
        using CompiledApp app = CompiledApp.Start(source(type));
        TestReply reply = await app.AcceptAsync("JobsRunJob", "POST", "/shapes", body);

        outcome.AssertMessage("The job's body cannot be read as JSON", path, what);
        Assert.Equal(500, reply.StatusCode);
    }

    [Fact]
    public async Task Bodies_that_can_be_read_are_not_reported() =>
        await DiagnosticTest.VerifyAsync(
            """
            using System.Text.Json;
            using System.Text.Json.Serialization;

            public static class Jobs
            {
                [AsyncJob("POST /a")] public static void A([FromBody] IReadOnlyDictionary<string, IList<int>> body, JobContext job) { }
                [AsyncJob("POST /b")] public static void B([FromBody] Animal body, JobContext job) { }
                [AsyncJob("POST /c")] public static void C([FromBody] string body, JobContext job) { }
                [AsyncJob("POST /d")] public static void D([FromBody] byte[] body, JobContext job) { }
                [AsyncJob("POST /e")] public static void E([FromBody] object body, JobContext job) { }
                [AsyncJob("POST /f")] public static void F([FromBody] System.Text.Json.Nodes.JsonNode body, JobContext job) { }
                [AsyncJob("POST /g")] public static void G([FromBody] System.Text.Json.JsonElement body, JobContext job) { }
                [AsyncJob("POST /h")] public static void H([FromBody] KeyValuePair<string, int> body, JobContext job) { }
                [AsyncJob("POST /i")] public static void I([FromBody] Computed body, JobContext job) { }
                [AsyncJob("POST /j")] public static void J([FromBody] IConverted body, JobContext job) { }
                [AsyncJob("POST /k")] public static void K([FromBody] System.IO.Stream body, JobContext job) { }
                [AsyncJob("POST /l")] public static void L([FromBody] ReadOnlyMemory<byte> body, JobContext job) { }
            }

            [JsonDerivedType(typeof(Cat), "cat")] public abstract record Animal(string Name);
            public sealed record Cat(string Name) : Animal(Name);
            public sealed record Computed(int A) { public Type Kind => typeof(int); public IConverted? Inner { get; init; } }
            [JsonConverter(typeof(Converter))] public interface IConverted { }

            public sealed class Converter : JsonConverter<IConverted>
            {
                public override IConverted? Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => null;
                public override void Write(Utf8JsonWriter writer, IConverted value, JsonSerializerOptions options) { }
            }
            """);

    [Theory]
    [InlineData("", true)]
    [InlineData("[JsonSourceGenerationOptions(Converters = new[] { typeof(JsonStringEnumConverter<DayOfWeek>) })]", false)]
    public async Task A_context_with_converters_is_trusted(string options, bool isReported)
    {
        string result = isReported ? "{|AJ0034:Report|}" : "Report";
        await DiagnosticTest.VerifyAsync(
            $$"""
            using System.Text.Json.Serialization;

            public static class Jobs
            {
                [AsyncJob("POST /reports")]
                public static {{result}} Run(JobContext job) => throw new InvalidOperationException();
            }

            public sealed record Report(Type Kind);

            {{options}}
            [JsonSerializable(typeof(Report))]
            internal sealed partial class ReportJson : JsonSerializerContext;
            """);
    }

    private static string PathOf(string message) => message.Split(["since '", "' is"], StringSplitOptions.None)[1];

    private static string SourceOf((string Type, string Value)[] results, string types) =>
        $$"""
        public static class Jobs
        {
        {{string.Concat(results.Select(static (result, i) =>
            $"    [AsyncJob(\"POST /reports{i}\")]\n    public static {result.Type} Run{i}(JobContext job) => {result.Value};\n\n"))}}
            private static async IAsyncEnumerable<int> Sequence()
            {
                await Task.Yield();
                yield return 1;
            }

            private static object Keyed<T>(T key) where T : notnull => new Dictionary<T, int> { [key] = 1 };
        }

        {{types}}
        """;
}
