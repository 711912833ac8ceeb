using System.Text;
using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;
using Xunit;

namespace AsyncJobs.Sam.Tests.Writing;

/// <summary>YAML as SAM reads it, though few write it so.</summary>
public sealed class RareYamlTests
{
    private const string Header = "AWSTemplateFormatVersion: '2010-09-09'\nTransform: AWS::Serverless-2016-10-31\n";

    [Theory]
    [InlineData("Resources:\n  A:\n    Fn::If: [Big, Ref: Name, plain]\n")]
    [InlineData("Resources:\n  A: [a, 'Fn::Sub': {x: [Ref: B]}, [c, ? d : e]]\nOutputs:\n  O: {Value: [x, Ref: Y]}\n")]
    [InlineData("Resources:\n  ? A\n  : Type: AWS::SQS::Queue\nOutputs:\n  X: {Value: a}\n")]
    [InlineData("? Resources\n:\n  ?\n    A\n  :\n    Type: AWS::SQS::Queue\n  ? B\nOutputs:\n  X: {Value: a}\n")]
    [InlineData("Resources:\n  A:\n    Name: !Sub |\n       \n          {\n          }\n")]
    [InlineData("Resources:\n  A:\n    Name: >-   # folded\r\n    \r\n     \r\n      text\r\n")]
    [InlineData("Resources:\n  A: &a {x: 1}\n  B:\n    <<: *a\n    y: *a\n")]
    [InlineData("Resources:\n  A:\n    Name: \"a\u2028      b\"\n    Other: c\u0085    Last: d\n")]
    [InlineData("Resources:\r  A:\r    Type: AWS::SQS::Queue\rOutputs:\r  X: {Value: a}\r")]
    [InlineData("Resources:  # none yet\n")]
    [InlineData("Resources: {}  # none yet\n")]
    [InlineData("Resources: { A: {x: y}, # of A\n  # of B\n  B: }\n")]
    public void It_is_read_and_edited_right(string text)
    {
        using Workbench bench = new("template.yaml");
        bench.Text = Header.Replace("\n", text.Contains('\n', StringComparison.Ordinal) ? "\n" : "\r", StringComparison.Ordinal) + text;
        string before = bench.Text;
        JsonObject value = bench.Value;

        Assert.Equal((0, ""), (bench.Write([JobAssembly.Job()]), bench.Errors));

        Assert.NotNull(bench.Resources["SampleSummariesWorker"]);
        string once = bench.Text;
        bench.Write([JobAssembly.Job()]);
        Assert.Equal(once, bench.Text);
        Assert.Equal(0, bench.Write([JobAssembly.Job("other", "/other")]));
        Assert.Equal(0, bench.Write([]));
        JsonObject left = bench.Value;
        left["Resources"]!.AsObject().Remove("AsyncJobsTable");
        Assert.Equal(Canonical.Of(value["Resources"] ?? new JsonObject()), Canonical.Of(left["Resources"]));
        Assert.Equal(Canonical.Of(value["Outputs"]), Canonical.Of(left["Outputs"]));
        Assert.All(before.Split('#')[1..], comment => Assert.Contains("#" + comment.Split('\n', '\r')[0], bench.Text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("{Resources: {Q: {Type: 'AWS::SQS::Queue'}}}\n")]
    [InlineData("{\n  Resources: {\n    Q: {Type: AWS::SQS::Queue}, # a queue\n  }, # all\n}\n")]
    [InlineData("{Resources: {}, Outputs: {A: {Value: !Ref X}}}")]
    [InlineData("--- {Resources: {Q: [a, Ref: B]}}\n")]
    public void YAML_within_braces_is_a_template_too(string text)
    {
        using Workbench bench = new("template.yaml");
        bench.Text = text;
        JsonObject value = bench.Value;

        Assert.Equal((0, ""), (bench.Write([JobAssembly.Job()]), bench.Errors));

        Assert.Equal("AWS::Serverless::Function", bench.Resources["SampleSummariesWorker"]!["Type"]!.ToString());
        Assert.Equal(Canonical.Of(value["Resources"]!["Q"]), Canonical.Of(bench.Resources["Q"]));
        Assert.Equal(Canonical.Of(value["Outputs"]), Canonical.Of(bench.Value["Outputs"]));
        Assert.Equal(text.Count(character => character == '#'), bench.Text.Count(character => character == '#'));
        Assert.Equal(0, bench.Write([]));
        Assert.Equal(value["Resources"]!.AsObject().Select(resource => resource.Key).Append("AsyncJobsTable"), bench.Resources.Select(resource => resource.Key));
    }

    [Theory]
    [InlineData("template.yaml", "Resources:\n  A: {Type: one}\n  A:\n    Type: two\n    Type: three\n", 3, 5)]
    [InlineData("serverless.template", "{\n  \"Resources\": {\n    \"A\": {\"Type\": \"one\"},\n    \"A\": {\n      \"Type\": \"two\",\n      \"Type\": \"three\"\n    }\n  }\n}", 4, 6)]
    public void Of_a_name_that_is_there_twice_the_last_counts_and_the_build_warns(string name, string text, params int[] lines)
    {
        using Workbench bench = new(name);
        bench.Text = text;

        Assert.Equal(0, bench.Write([JobAssembly.Job()]));

        Assert.All(lines, line => Assert.Matches($@"{System.Text.RegularExpressions.Regex.Escape(bench.Template)}\({line},\d+\): warning AJ2014: '(A|Type)' is there twice", bench.Errors));
        Assert.Equal("three", bench.Resources["A"]!["Type"]!.ToString());
        Assert.Contains("one", bench.Text, StringComparison.Ordinal);
        Assert.Contains("two", bench.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Transform:\n- AWS::LanguageExtensions\n")]
    [InlineData("Transform:\n- AWS::LanguageExtensions # one\n# two\n- Other\n\n# three\n")]
    [InlineData("Transform:\n  - AWS::LanguageExtensions # one\n")]
    public void A_list_whose_items_are_no_further_in_than_its_name_gets_another_one(string transform)
    {
        using Workbench bench = new("template.yaml");
        bench.Text = transform + "Resources:\n  A: {Type: x}\n";
        string[] items = [.. bench.Value["Transform"]!.AsArray().Select(item => item!.ToString())];

        Assert.Equal((0, ""), (bench.Write([JobAssembly.Job()]), bench.Errors));

        Assert.Equal([.. items, "AWS::Serverless-2016-10-31"], bench.Value["Transform"]!.AsArray().Select(item => item!.ToString()));
        Assert.Equal(transform.Count(character => character == '#'), bench.Text.Count(character => character == '#'));
    }

    [Theory]
    [InlineData("Resources: &all\n  A: {Type: x}\nOutputs: *all\n", "Outputs")]
    [InlineData("Transform: &all [AWS::LanguageExtensions]\nOther: *all\nResources: {}\n", "Other")]
    public void What_would_get_the_jobs_through_an_alias_is_refused(string text, string place)
    {
        using Workbench bench = new("template.yaml");
        bench.Text = text;

        Assert.Equal(1, bench.Write([JobAssembly.Job()]));

        Assert.Equal(text, bench.Text);
        Assert.Contains($"error AJ2015: The new text of the template is not right: '{place}' would", bench.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("|")]
    [InlineData("|+")]
    [InlineData(">")]
    [InlineData(">-")]
    [InlineData("|2")]
    public void A_block_of_text_that_ends_the_file_gets_no_line_break(string header)
    {
        using Workbench bench = new("template.yaml");
        string text = $"{Header}Resources:\n  Other: {{}}\n  A:\n    Text: {header}\n      last line";
        bench.Text = text;

        Assert.Equal((0, ""), (bench.Write([JobAssembly.Job()]), bench.Errors));

        Assert.Equal("last line", bench.Resources["A"]!["Text"]!.ToString().Trim(' '));
        Assert.EndsWith($"  A:\n    Text: {header}\n      last line", bench.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_mark_of_UTF8_stays_and_is_no_part_of_a_name()
    {
        using Workbench bench = new("template.yaml");
        File.WriteAllText(bench.Template, "Resources:\n  A: {}\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Assert.Equal(0, bench.Write([JobAssembly.Job()]));

        Assert.Equal(Encoding.UTF8.GetPreamble(), File.ReadAllBytes(bench.Template)[..3]);
        Assert.Equal(["Resources", "Transform"], bench.Value.Select(section => section.Key));
    }

    [Fact]
    public void An_error_that_nobody_thought_of_is_told_as_one()
    {
        using Workbench bench = new("template.yaml");

        Assert.Equal(1, bench.Run("write", "--assembly", JobAssembly.Write(bench.Folder, "Sample", [JobAssembly.Job()]), "--template", "a\0b"));

        Assert.StartsWith("AsyncJobs.Template: error AJ2016: ", bench.Errors, StringComparison.Ordinal);
    }
}
