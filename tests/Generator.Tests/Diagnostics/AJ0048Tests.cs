using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;
using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests.Diagnostics;

public sealed class AJ0048Tests
{
    private const string Omitting = "RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull";

    [Theory]
    [InlineData("public sealed record Report(string City, string? Note);", "null", "give the constructor's parameter a default value")]
    [InlineData("public sealed record Report(string City, int? Note);", "null", "give the constructor's parameter a default value")]
    [InlineData("public sealed record Report(string City) { public required string? Note { get; init; } }", "null", "do not require it")]
    [InlineData("public sealed record Report(string City) { [JsonRequired] public string? Note { get; init; } }", "null", "do not require it")]
    [InlineData("public sealed class Report { public Report(string? note) { Note = note; } public string? Note { get; } }", "null", "a default value")]
    [InlineData("public sealed class Report { public Report() { } [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public Report(int count) { } public required string? Note { get; init; } }", "null", "do not require it")]
    [InlineData("public sealed class Report { [JsonConstructor] public Report(int count) => Count = count; [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public Report() { } public int Count { get; } public required string? Note { get; init; } }", "null", "do not require it")]
    [InlineData("public struct Report { [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public Report() { } public required string? Note { get; init; } }", "null", "do not require it")]
    [InlineData("public sealed class Report { [JsonInclude] public required string? Note; }", "null", "do not require it")]
    [InlineData("public sealed class Report { [JsonInclude, JsonRequired] public string? Note; }", "null", "do not require it")]
    public async Task A_null_that_is_left_out_and_required_is_named(string type, string value, string instead)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(SourceOf("{|AJ0048:Report|}", type, Omitting));

        outcome.AssertMessage(
            $"The job's result cannot be read again if 'Report.Note' is {value}, which is left out when it is written, and required when it is read: ", instead);
        Assert.NotEmpty(outcome.Run.FileOf("JobsRunJob"));
    }

    [Theory]
    [InlineData("public sealed class Report { public required string? Note; }", "do not require it")]
    [InlineData("public sealed class Report { [JsonRequired] public int? Note; }", "do not require it")]
    [InlineData("public sealed class Report { public Report(string? note) => Note = note; public readonly string? Note; }", "a default value")]
    public async Task A_field_counts_as_a_property_does_where_it_is_written(string type, string instead)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(SourceOf("{|AJ0048:Report|}", type, Omitting + ", IncludeFields = true"));

        outcome.AssertMessage("'Report.Note' is null, ", instead);
    }

    [Theory]
    [InlineData("WhenWritingDefault", "int Note", "the default value of its type")]
    [InlineData("WhenWritingDefault", "string? Note", "null")]
    [InlineData("WhenWritingDefault", "DateTime? Note", "null")]
    public async Task So_is_a_default(string condition, string parameter, string value)
    {
        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(SourceOf(
            "{|AJ0048:Report|}",
            $"public sealed record Report({parameter});",
            $"RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.{condition}"));

        outcome.AssertMessage($"'Report.Note' is {value}, ");
    }

    [Theory]
    [InlineData("public sealed record Report(string City, string? Note = null);", Omitting)]
    [InlineData("public sealed record Report(string City, string Note);", Omitting)]
    [InlineData("public sealed record Report(string City, int Note);", Omitting)]
    [InlineData("public sealed record Report(string City) { public string? Note { get; init; } }", Omitting)]
    [InlineData("public sealed record Report(string City, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Note);", Omitting)]
    [InlineData("public sealed record Report(string City, string? Note);", "RespectRequiredConstructorParameters = true")]
    [InlineData("public sealed record Report(string City, string? Note);", "DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull")]
    [InlineData("public sealed record Report(string City, string? Note);", "RespectRequiredConstructorParameters = false, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull")]
    [InlineData("public sealed record Report(string City) { public required string Note { get; init; } }", Omitting)]
    [InlineData("public readonly record struct Report(string City, string? Note);", Omitting)]
    [InlineData("public sealed record Report(string City) { [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public Report() : this(\"\") { } public required string? Note { get; init; } }", Omitting)]
    [InlineData("public sealed class Report { [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public Report(int count) => Count = count; public int Count { get; } public required string? Note { get; init; } }", Omitting)]
    [InlineData("public struct Report { [JsonConstructor, System.Diagnostics.CodeAnalysis.SetsRequiredMembers] public Report() { } public required string? Note { get; init; } }", Omitting)]
    [InlineData("public sealed class Report { public required string Note; public int? Count; }", Omitting + ", IncludeFields = true")]
    [InlineData("public sealed class Report { [JsonIgnore(Condition = JsonIgnoreCondition.Never)] public required string? Note; }", Omitting + ", IncludeFields = true")]
    public async Task What_can_be_read_again_is_not_reported(string type, string options) =>
        await DiagnosticTest.VerifyAsync(SourceOf("Report", type, options));

    [Fact]
    public async Task A_condition_of_the_property_counts_and_what_a_type_is_made_of_too() => await DiagnosticTest.VerifyAsync(
        SourceOf(
            "{|AJ0048:Report|}",
            """
            public sealed record Report(List<Line> Lines);
            public sealed record Line([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Note);
            """,
            "RespectRequiredConstructorParameters = true"));

    [Fact]
    public async Task Bodies_and_states_count_as_results_do() => await DiagnosticTest.VerifyAsync(
        $$"""
        using System.Text.Json.Serialization;

        public static class Jobs
        {
            [AsyncJob("POST /reports", {|AJ0048:State = typeof(Report)|})]
            public static void Run([FromBody] {|AJ0048:Report|} body, JobContext job) { }
        }

        public sealed record Report(string? Note);

        [JsonSourceGenerationOptions({{Omitting}})]
        [JsonSerializable(typeof(Report))]
        internal sealed partial class ReportJson : JsonSerializerContext;
        """);

    // The cases above are named by what System.Text.Json does.
    [Fact]
    public void The_rule_is_right_they_cannot_be_read_again()
    {
        JsonSerializerOptions nulls = new() { RespectRequiredConstructorParameters = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };
        JsonSerializerOptions defaults = new(nulls) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault };
        JsonSerializerOptions plain = new() { RespectRequiredConstructorParameters = true };
        JsonSerializerOptions fields = new(nulls) { IncludeFields = true };

        Assert.Throws<JsonException>(() => Again(new Plain(null), nulls));
        Assert.Throws<JsonException>(() => Again(new Required { Note = null }, nulls));
        Assert.Throws<JsonException>(() => Again(new Marked(), nulls));
        Assert.Throws<JsonException>(() => Again(new TwoWays { Note = null }, nulls));
        Assert.Throws<JsonException>(() => Again(new MarkedWay { Note = null }, nulls));
        Assert.Throws<JsonException>(() => Again(new CompleteStructure { Note = null }, nulls));
        Assert.Throws<JsonException>(() => Again(new Field { Note = null }, fields));
        Assert.Throws<JsonException>(() => Again(new MarkedField { Note = null }, nulls));
        Assert.Throws<JsonException>(() => Again(new MadeField(null), fields));
        Assert.Throws<JsonException>(() => Again(new Number(0), defaults));
        Assert.Throws<JsonException>(() => Again(new Omitted(null), plain));
        Assert.Equal(new Optional(), Again(new Optional(), nulls));
        Assert.Equal(new Written(null), Again(new Written(null), nulls));
        Assert.Equal(new Number(0), Again(new Number(0), nulls));
        Assert.Equal(new Structure(null), Again(new Structure(null), nulls));
        Assert.Equal(new Complete { Note = null }, Again(new Complete { Note = null }, nulls));
        Assert.Equal(new OneWay(1) { Note = null }, Again(new OneWay(1) { Note = null }, nulls));
        Assert.Equal(new MarkedStructure { Note = null }, Again(new MarkedStructure { Note = null }, nulls));
        Assert.Equal(new WrittenField { Note = null }, Again(new WrittenField { Note = null }, fields));
        Assert.Equal(new Plain(null), Again(new Plain(null), new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull }));

        static T Again<T>(T value, JsonSerializerOptions options) => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(value, options), options)!;
    }

    private static string SourceOf(string result, string types, string options) =>
        $$"""
        using System.Text.Json.Serialization;

        public static class Jobs
        {
            [AsyncJob("POST /reports")]
            public static {{result}} Run(JobContext job) => throw new InvalidOperationException();
        }

        {{types}}

        [JsonSourceGenerationOptions({{options}})]
        [JsonSerializable(typeof(Report))]
        internal sealed partial class ReportJson : JsonSerializerContext;
        """;

    private sealed record Plain(string? Note);

    private sealed record Required
    {
        public required string? Note { get; init; }
    }

    private sealed record Marked
    {
        [JsonRequired]
        public string? Note { get; init; }
    }

    private sealed record Number(int Note);

    private sealed record Omitted([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Note);

    private sealed record Optional(string? Note = null);

    private sealed record Written([property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? Note);

    private readonly record struct Structure(string? Note);

    private sealed record Complete
    {
        [SetsRequiredMembers]
        public Complete()
        {
        }

        public required string? Note { get; init; }
    }

    private sealed record TwoWays
    {
        public TwoWays()
        {
        }

        [SetsRequiredMembers]
        public TwoWays(int count) => Note = $"{count}";

        public required string? Note { get; init; }
    }

    private sealed record MarkedWay
    {
        [SetsRequiredMembers]
        public MarkedWay()
        {
        }

        [JsonConstructor]
        public MarkedWay(int count) => Count = count;

        public int Count { get; }

        public required string? Note { get; init; }
    }

    private sealed record OneWay
    {
        [SetsRequiredMembers]
        public OneWay(int count) => Count = count;

        public int Count { get; }

        public required string? Note { get; init; }
    }

    private record struct CompleteStructure
    {
        [SetsRequiredMembers]
        public CompleteStructure()
        {
        }

        public required string? Note { get; init; }
    }

    private record struct MarkedStructure
    {
        [JsonConstructor]
        [SetsRequiredMembers]
        public MarkedStructure()
        {
        }

        public required string? Note { get; init; }
    }

    private sealed record Field
    {
        public required string? Note;
    }

    private sealed record MarkedField
    {
        [JsonInclude]
        [JsonRequired]
        public string? Note;
    }

    private sealed record MadeField
    {
        public readonly string? Note;

        public MadeField(string? note) => Note = note;
    }

    private sealed record WrittenField
    {
        [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
        public required string? Note;
    }
}
