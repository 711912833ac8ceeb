using System.Text.Json;
using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0035Tests
{
    private const string Types = """
        public sealed record Holder<T>(T Value);
        public class Fields { public int X = 1; }
        public sealed class Derived : Fields { public int Y { get; set; } = 2; }
        public readonly struct Frozen { public readonly int X = 1; public Frozen() { } }
        public sealed class Hidden { internal int X { get; set; } = 1; }
        public sealed class Captured(int x) { public int Get() => x; }
        public interface INothing { }
        public sealed class Something : INothing { public int X => 1; }
        public abstract class Area { public abstract double Get(); }
        public sealed class Square : Area { public int Side => 2; public override double Get() => Side * Side; }
        public sealed class Unset { public int X { get; } public string Name { get; private set; } = ""; }
        public struct Fixed { public Fixed(int x) { X = x; } public int X { get; } }
        [JsonDerivedType(typeof(Cat), "cat")] public abstract class Animal { }
        public sealed class Cat : Animal { public int Lives = 9; }
        """;

    private const string SoundTypes = """
        public sealed record Holder<T>(T Value);
        public sealed record Nothing;
        public sealed class Constants { public const int X = 1; public static int Y = 2; }
        public sealed class Chosen
        {
            [JsonInclude] public int X = 1;
            [JsonIgnore] public int Y = 2;
            [JsonInclude] internal int Z { get; set; } = 3;
        }

        public sealed class LeftOut { [JsonIgnore] public int X { get; set; } = 1; }
        public sealed class Fields { public int X = 1; public (int, string) Pair = (2, "b"); }
        public sealed class Immutable
        {
            public Immutable(int x, string? name) { X = x; Name = name; }
            public int X { get; }
            public string? Name { get; }
        }

        public sealed class Filled { [JsonObjectCreationHandling(JsonObjectCreationHandling.Populate)] public List<int> All { get; } = new(); }
        public readonly struct Marked { [JsonConstructor] public Marked(int x) { X = x; } public int X { get; } }
        public sealed class Bag : System.Collections.IEnumerable
        {
            private readonly int _x = 1;
            public System.Collections.IEnumerator GetEnumerator() { yield return _x; }
        }

        public sealed class Listed : List<int> { public int X = 1; }
        public sealed class Extended { [JsonExtensionData] public Dictionary<string, JsonElement>? All { get; set; } }
        [JsonDerivedType(typeof(Cat), "cat")] public interface IAnimal { }
        public sealed class Cat : IAnimal { public int Lives { get; set; } = 9; }

        [JsonConverter(typeof(KeyConverter))]
        public struct Key { public int Number; }

        public sealed class KeyConverter : JsonConverter<Key>
        {
            public override Key Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => new() { Number = reader.GetInt32() };
            public override void Write(Utf8JsonWriter writer, Key value, JsonSerializerOptions options) => writer.WriteNumberValue(value.Number);
        }

        public sealed class Converting { [JsonConverter(typeof(KeyConverter))] public Key Key { get; set; } }
        """;

    // Type of the result, a value of it, what is left of it, what the message names, and what it says of it.
    private static readonly (string Type, string Value, string Json, string Path, string What)[] s_lostResults =
    [
        ("(int Left, string Right)", "(1, \"b\")", "{}", "'(int Left, string Right)'", "a value tuple"),
        ("ValueTuple<int>", "new(1)", "{}", "'ValueTuple<int>'", "IncludeFields"),
        ("List<(int, string)>", "new() { (1, \"b\") }", "[{}]", "'(int, string)'", "a value tuple"),
        ("Dictionary<string, (int, int)?>", "new() { [\"a\"] = (1, 2) }", """{"a":{}}""", "'(int, int)?'", "a value tuple"),
        ("Holder<(int, int)>", "new((1, 2))", """{"value":{}}""", ".Value'", "use a record"),
        ("Holder<System.Numerics.Vector3>", "new(System.Numerics.Vector3.One)", """{"value":{}}""", ".Value'", "a type whose values are fields"),
        ("Fields", "new()", "{}", "'Fields.X'", "[JsonInclude]"),
        ("Derived", "new()", """{"y":2}""", "'Derived.X'", "a field"),
        ("Frozen", "new()", "{}", "'Frozen.X'", "a field"),
        ("Hidden", "new()", "{}", "'Hidden'", "a type without public properties"),
        ("Captured", "new(1)", "{}", "'Captured'", "a type without public properties"),
        ("INothing", "new Something()", "{}", "'INothing'", "an interface without properties"),
        ("Area", "new Square()", "{}", "'Area'", "an abstract class without public properties"),
        ("Animal", "new Cat()", """{"$type":"cat"}""", "'Cat.Lives'", "a field"),
    ];

    private static readonly (string Type, string Body, string Path, string What)[] s_lostBodies =
    [
        ("(int Left, string Right)", """{"item1":1,"item2":"b"}""", "'(int Left, string Right)'", "a value tuple"),
        ("Holder<Fields>", """{"value":{"x":5}}""", ".Value.X'", "a field"),
        ("Unset", """{"x":5,"name":"b"}""", "'Unset'", "a type of which nothing can be set"),
        ("Fixed", """{"x":5}""", "'Fixed'", "a type of which nothing can be set"),
    ];

    private static readonly (string Type, string Value, string Json)[] s_soundResults =
    [
        ("Nothing", "new()", "{}"),
        ("Constants", "new()", "{}"),
        ("Chosen", "new()", """{"z":3,"x":1}"""),
        ("LeftOut", "new()", "{}"),
        ("Tuple<int, string>", "new(1, \"b\")", """{"item1":1,"item2":"b"}"""),
        ("KeyValuePair<string, int>", "new(\"a\", 1)", """{"key":"a","value":1}"""),
        ("Bag", "new()", "[1]"),
        ("Listed", "new() { 2 }", "[2]"),
        ("IAnimal", "new Cat()", """{"$type":"cat","lives":9}"""),
        ("Key", "new() { Number = 4 }", "4"),
        ("Converting", "new() { Key = new() { Number = 4 } }", """{"key":4}"""),
        ("Dictionary<string, object>", "new() { [\"a\"] = 1 }", """{"a":1}"""),
        ("JsonElement", "JsonDocument.Parse(\"[1]\").RootElement", "[1]"),
        ("object", "new Cat()", """{"$type":"cat","lives":9}"""),
        ("DateTimeOffset", "DateTimeOffset.UnixEpoch", "\"1970-01-01T00:00:00+00:00\""),
    ];

    private static readonly (string Type, string Body)[] s_soundBodies =
    [
        ("Immutable", """{"x":5,"name":"b"}"""),
        ("Filled", """{"all":[1]}"""),
        ("Marked", """{"x":5}"""),
        ("KeyValuePair<string, int>", """{"key":"a","value":1}"""),
        ("Tuple<int, string>", """{"item1":1,"item2":"b"}"""),
        ("Extended", """{"a":1}"""),
        ("Key", "4"),
        ("Holder<Nothing>", """{"value":{}}"""),
        ("List<Cat>", """[{"lives":3}]"""),
    ];

    public static TheoryData<string, string, string> LostResults => [.. s_lostResults.Select(static one => (one.Type, one.Path, one.What))];

    public static TheoryData<string, string, string> LostBodies => [.. s_lostBodies.Select(static one => (one.Type, one.Path, one.What))];

    [Theory]
    [MemberData(nameof(LostResults))]
    public async Task What_a_result_loses_is_named_with_its_path(string type, string path, string what)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            SourceOf($"{{|AJ0035:{type}|}}", "throw new InvalidOperationException()", Types));

        outcome.AssertMessage("The job's result is written as JSON without all of its values", path, what);
        Assert.NotEmpty(outcome.Run.FileOf("JobsRunJob"));
    }

    [Theory]
    [MemberData(nameof(LostBodies))]
    public async Task What_a_body_loses_is_named_with_its_path(string type, string path, string what)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            $$"""
            using System.Text.Json;
            using System.Text.Json.Serialization;

            public static class Jobs
            {
                [AsyncJob("POST /pairs")]
                public static void Run([FromBody] {|AJ0035:{{type}}|} body, JobContext job) { }
            }

            {{Types}}
            """);

        outcome.AssertMessage("The job's body is read as JSON without all of its values", path, what);
    }

    [Fact]
    public async Task The_rule_is_right_each_of_them_is_lost()
    {
        using CompiledApp app = CompiledApp.Start(SourceOf(
            [.. s_lostResults.Select(static one => (one.Type, one.Value))], [.. s_lostBodies.Select(static one => one.Type)], Types));

        for (int i = 0; i < s_lostResults.Length; i++)
            Assert.Equal((s_lostResults[i].Type, s_lostResults[i].Json), (s_lostResults[i].Type, await ResultAsync(app, i)));
        for (int i = 0; i < s_lostBodies.Length; i++)
            Assert.NotEqual((s_lostBodies[i].Type, s_lostBodies[i].Body), (s_lostBodies[i].Type, await EchoAsync(app, i, s_lostBodies[i].Body)));
    }

    [Fact]
    public async Task What_keeps_its_values_is_not_reported()
    {
        string source = SourceOf(
            [.. s_soundResults.Select(static one => (one.Type, one.Value))], [.. s_soundBodies.Select(static one => one.Type)], SoundTypes);
        await DiagnosticTest.VerifyAsync(source);
        using CompiledApp app = CompiledApp.Start(source);

        for (int i = 0; i < s_soundResults.Length; i++)
            Assert.Equal((s_soundResults[i].Type, s_soundResults[i].Json), (s_soundResults[i].Type, await ResultAsync(app, i)));
        for (int i = 0; i < s_soundBodies.Length; i++)
            Assert.Equal((s_soundBodies[i].Type, s_soundBodies[i].Body), (s_soundBodies[i].Type, await EchoAsync(app, i, s_soundBodies[i].Body)));
    }

    [Theory]
    [InlineData("[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, IncludeFields = true)]", false)]
    [InlineData("[JsonSourceGenerationOptions(Converters = new[] { typeof(JsonStringEnumConverter<DayOfWeek>) })]", false)]
    [InlineData("[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, IncludeFields = false)]", true)]
    [InlineData("", true)]
    public async Task The_options_of_the_context_that_lists_the_type_count(string options, bool isReported)
    {
        string type = isReported ? "{|AJ0035:{|AJ0035:Fields|}|}" : "Fields";
        await DiagnosticTest.VerifyAsync(
            $$"""
            using System.Text.Json;
            using System.Text.Json.Serialization;

            public static class Jobs
            {
                [AsyncJob("POST /reports")]
                public static {{type}} Run(JobContext job) => throw new InvalidOperationException();
            }

            public sealed class Fields { public int X = 1; public (int, string) Pair = (2, "b"); }

            {{options}}
            [JsonSerializable(typeof(Fields))]
            internal sealed partial class FieldsJson : JsonSerializerContext;
            """);
    }

    [Fact]
    public async Task With_fields_nothing_is_lost()
    {
        using CompiledApp app = CompiledApp.Start(
            """
            using System.Text.Json;
            using System.Text.Json.Serialization;

            public static class Jobs
            {
                [AsyncJob("POST /pair")]
                public static (int Left, string Right) Run([FromBody] (int Left, string Right) body, JobContext job) => body;
            }

            [JsonSourceGenerationOptions(JsonSerializerDefaults.Web, IncludeFields = true)]
            [JsonSerializable(typeof((int, string)))]
            internal sealed partial class PairJson : JsonSerializerContext;
            """);

        JsonElement job = await app.RunAsync("JobsRunJob", "POST", "/pair", """{"item1":1,"item2":"b"}""");

        Assert.Equal("""{"item1":1,"item2":"b"}""", job.GetProperty("result").GetRawText());
    }

    [Fact]
    public async Task A_type_that_cannot_be_written_is_still_reported_where_fields_are()
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            """
            using System.Text.Json.Serialization;

            public static class Jobs
            {
                [AsyncJob("POST /reports")]
                public static {|AJ0034:(int, Action)|} Run(JobContext job) => throw new InvalidOperationException();
            }

            [JsonSourceGenerationOptions(IncludeFields = true)]
            [JsonSerializable(typeof((int, Action)))]
            internal sealed partial class PairJson : JsonSerializerContext;
            """);

        outcome.AssertMessage("a delegate");
    }

    [Fact]
    public async Task A_state_is_marked_where_the_attribute_names_it()
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(
            """
            public static class Jobs
            {
                [AsyncJob("POST /imports", {|AJ0035:State = typeof(Cursor)|})]
                public static void Run(JobContext job) { }
            }

            public sealed class Cursor { public int Page; }
            """);

        outcome.AssertMessage("The job's state is written", "'Cursor.Page'");
    }

    private static async Task<string> ResultAsync(CompiledApp app, int index)
    {
        JsonElement job = await app.RunAsync($"JobsRun{index}Job", "POST", $"/reports{index}");
        Assert.Equal("SUCCEEDED", job.GetProperty("status").GetString());
        return job.GetProperty("result").GetRawText();
    }

    private static async Task<string> EchoAsync(CompiledApp app, int index, string body) =>
        (await app.RunAsync($"JobsEcho{index}Job", "POST", $"/echoes{index}", body)).GetProperty("result").GetRawText();

    private static string SourceOf(string result, string value, string types) =>
        $$"""
        using System.Text.Json;
        using System.Text.Json.Serialization;

        public static class Jobs
        {
            [AsyncJob("POST /reports")]
            public static {{result}} Run(JobContext job) => {{value}};
        }

        {{types}}
        """;

    private static string SourceOf((string Type, string Value)[] results, string[] bodies, string types) =>
        $$"""
        using System.Text.Json;
        using System.Text.Json.Serialization;

        public static class Jobs
        {
        {{string.Concat(results.Select(static (result, i) =>
            $"    [AsyncJob(\"POST /reports{i}\")]\n    public static {result.Type} Run{i}(JobContext job) => {result.Value};\n\n"))}}
        {{string.Concat(bodies.Select(static (type, i) =>
            $"    [AsyncJob(\"POST /echoes{i}\")]\n    public static {type} Echo{i}([FromBody] {type} body, JobContext job) => body;\n\n"))}}
        }

        {{types}}
        """;
}
