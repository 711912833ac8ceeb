using System.Text.Json.Nodes;
using AsyncJobs.Sam.Verification;
using Xunit;

namespace AsyncJobs.Sam.Tests.Verification;

/// <summary>A new text that is not what a build means never gets into the file.</summary>
public sealed class EditCheckTests
{
    private const string Before = "# The shop.\nResources:\n  A: &a {x: 'y'}  # of A\n  Ours: {v: 1}\n\n  # of B\n  B: !Sub x\nOutputs:\n  O: {Value: *a}\n";

    private static readonly TemplateEdit[] s_edits = [new(["Resources", "Ours"], new JsonObject { ["v"] = 2 }), new(["Resources", "New"], new JsonObject { ["w"] = "z" })];

    [Theory]
    [InlineData("{v: 1}", "{v: 2}\n  New: {w: z}")]
    [InlineData("{v: 1}", "\n    v: '2'\n    # further in, so of Ours\n  New:\n    w: z")]
    public void What_is_meant_passes(string old, string now) => EditCheck.Verify(Before, Before.Replace(old, now, StringComparison.Ordinal), s_edits);

    [Theory]
    [InlineData("{v: 2}", "{v: 3}", "'Resources.Ours' would not be what the jobs need")]
    [InlineData("  New: {w: z}\n", "", "'Resources.New' would not be what the jobs need")]
    [InlineData("  Ours: {v: 2}\n", "", "'Resources.Ours' would not be what the jobs need")]
    [InlineData("'y'", "'Y'", "'Outputs' would not be what it was")]
    [InlineData("'y'", "\"y\"", "written in another way")]
    [InlineData("'y'", "y", "'Resources.A' would not be what it was")]
    [InlineData("  # of A", "", "written in another way")]
    [InlineData("  # of B\n", "", "written in another way")]
    [InlineData("# The shop.", "# The  shop.", "written in another way")]
    [InlineData("\n\n", "\n", "written in another way")]
    [InlineData("!Sub x", "x", "'Resources.B' would not be what it was")]
    [InlineData("!Sub x", "!Ref x", "'Resources.B' would not be what it was")]
    [InlineData("&a ", "", "it cannot be read back")]
    [InlineData("*a", "{x: 'y'}", "'Outputs' would not be what it was")]
    [InlineData("Outputs:", "Outputs:\n  New: {w: z}", "'Outputs' would not be what it was")]
    [InlineData("Outputs:", "More: 1\nOutputs:", "'Outputs' would not be what it was")]
    [InlineData("  B: !Sub x\n", "", "'Resources.B' would not be what it was")]
    [InlineData("  B: !Sub x\n", "  B: !Sub x\n  C: [\n", "it cannot be read back")]
    [InlineData("Outputs:\n", "---\nOutputs:\n", "it cannot be read back")]
    public void Damage_is_refused(string old, string now, string why)
    {
        string after = Before.Replace("{v: 1}", "{v: 2}\n  New: {w: z}", StringComparison.Ordinal);
        EditCheck.Verify(Before, after, s_edits);
        Assert.Contains(old, after, StringComparison.Ordinal);

        TemplateException exception = Assert.Throws<TemplateException>(() => EditCheck.Verify(Before, after.Replace(old, now, StringComparison.Ordinal), s_edits));

        Assert.Equal("AJ2015", exception.Code);
        Assert.Contains(why, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"y\"", "\"\\u0079\"", "'Resources.A' would not be what it was")]
    [InlineData("// of A", "", "written in another way")]
    [InlineData("1.0", "1", "'Outputs' would not be what it was")]
    [InlineData("\"v\": 2", "\"v\": 3", "'Resources.Ours' would not be what the jobs need")]
    [InlineData("\"Outputs\"", "\"More\": 1, \"Outputs\"", "'Outputs' would not be what it was")]
    public void In_JSON_too(string old, string now, string why)
    {
        const string Json = "{\n  \"Resources\": {\n    \"A\": {\"x\": \"y\"}, // of A\n    \"Ours\": {\"v\": 1} // of Ours\n  },\n  \"Outputs\": [1.0, 2]\n}\n";
        string after = Json.Replace("{\"v\": 1}", "{\n      \"v\": 2\n    },\n    \"New\": {\"w\": \"z\"}", StringComparison.Ordinal);
        EditCheck.Verify(Json, after, s_edits);

        TemplateException exception = Assert.Throws<TemplateException>(() => EditCheck.Verify(Json, after.Replace(old, now, StringComparison.Ordinal), s_edits));

        Assert.Contains(why, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Resources: &r\n  A: {x: y}\nOutputs: *r\n", "'Outputs' would not be what it was")]
    [InlineData("Resources: &r\n  A: {x: y}\nOutputs:\n  <<: *r\n", "'Outputs' would not be what it was")]
    [InlineData("B: &b {x: y}\nResources:\n  A: *b\nOutputs: *b\n", null)]
    public void What_an_alias_stands_for_is_a_foreign_value_too(string before, string? why)
    {
        string after = before.Replace("  A:", "  New: {w: z}\n  A:", StringComparison.Ordinal);
        TemplateEdit[] edits = [new(["Resources", "New"], new JsonObject { ["w"] = "z" })];

        TemplateException? exception = (TemplateException?)Record.Exception(() => EditCheck.Verify(before, after, edits));

        Assert.Equal(why is null, exception is null);
        Assert.Contains(why ?? "", exception?.Message ?? "", StringComparison.Ordinal);
    }
}
