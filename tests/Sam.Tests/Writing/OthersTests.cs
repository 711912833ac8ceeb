using Xunit;

namespace AsyncJobs.Sam.Tests.Writing;

/// <summary>What is not ours in a template stays as it is, to the last character.</summary>
public sealed class OthersTests
{
    private const string Yaml =
        """
        # The shop.
        AWSTemplateFormatVersion: "2010-09-09"   # the only one there is
        Transform:
          - AWS::LanguageExtensions
          - AWS::Serverless-2016-10-31

        Globals:
          Function: { Timeout: 10, Tags: {team: shop} }

        Resources:
            # The queue of orders.
            Orders:
                Type: AWS::SQS::Queue
                Properties:
                    QueueName: !Sub "${AWS::StackName}-orders" # short
                    RedrivePolicy:
                        deadLetterTargetArn: !GetAtt 'Dead.Arn'
                        maxReceiveCount: 5
            Dead: {Type: "AWS::SQS::Queue"}

            Report:
                Type: AWS::Serverless::Function
                Metadata:
                    Tool: Amazon.Lambda.Annotations
                Properties:
                    Handler: Shop::Shop.Report_Run_Generated::Run
                    Description: |
                        Two lines
                        of text

        # Behind the resources.
        Outputs:
          Queue:
            Value: !Ref Orders
          Ünïcode: { Value: !If [ IsProd, "ja", 'nein' ] }
        """;

    private const string Json =
        """
        {
            // The shop.
            "AWSTemplateFormatVersion" : "2010-09-09",
            "Transform": "AWS::Serverless-2016-10-31",
            "Resources" : {
                "Orders": { "Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Fn::Sub":"${AWS::StackName}-ünï"}} },
                "Report": {
                    "Type": "AWS::Serverless::Function",
                    "Metadata": { "Tool": "Amazon.Lambda.Annotations" },
                    "Properties": { "Handler": "Shop::Shop.Report_Run_Generated::Run", "MemorySize": 512.0 }
                } /* the last one */
            },
            "Outputs": {}
        }
        """;

    [Theory]
    [InlineData(Yaml, "template.yaml", "\n")]
    [InlineData(Yaml, "template.yaml", "\r\n")]
    [InlineData(Yaml, "serverless.template", "\n")]
    [InlineData(Json, "serverless.template", "\n")]
    [InlineData(Json, "serverless.template", "\r\n")]
    public void What_is_added_leaves_the_rest_as_it_was(string text, string name, string newLine)
    {
        using Workbench bench = new(name);
        text = text.ReplaceLineEndings(newLine);
        bench.Text = text;

        Assert.Equal((0, ""), (bench.Write([JobAssembly.Job()]), bench.Errors));

        string merged = bench.Text;
        Assert.Equal(newLine == "\r\n", merged.Contains("\r\n", StringComparison.Ordinal));
        Assert.Equal(merged, merged.ReplaceLineEndings(newLine));
        AssertInserted(text, merged);

        // Without its jobs the assembly takes back what it wrote, all but the table.
        bench.Write([]);
        AssertInserted(text, bench.Text);
        Assert.Contains("AsyncJobsTable", bench.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("SampleJob", bench.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Yaml, "template.yaml", "    SampleSummariesWorker:\n        Type:")]
    [InlineData(Json, "serverless.template", "        \"SampleSummariesWorker\": {\n            \"Type\":")]
    public void What_is_added_is_indented_as_the_rest(string text, string name, string expected)
    {
        using Workbench bench = new(name);
        bench.Text = text;
        bench.Write([JobAssembly.Job()]);
        Assert.Contains("\n" + expected, bench.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("  Dead:\n    Type: AWS::SQS::Queue\n\n    # DeletionPolicy: Retain\n")]
    [InlineData("  Text:\n    Type: AWS::SSM::Parameter\n    Properties:\n      Value: |+\n        two lines\n\n")]
    public void What_belongs_to_the_last_resource_stays_with_it(string resource)
    {
        using Workbench bench = new("template.yaml");
        string text = $"Transform: AWS::Serverless-2016-10-31\nResources:\n{resource}";
        bench.Text = text;

        bench.Write([JobAssembly.Job()]);

        Assert.StartsWith(text + "  AsyncJobsTable:\n", bench.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_stays()
    {
        using Workbench bench = new();
        File.WriteAllBytes(bench.Template, [0xEF, 0xBB, 0xBF, .. "{}"u8]);

        Assert.Equal(0, bench.Write([JobAssembly.Job()]));

        Assert.Equal([0xEF, 0xBB, 0xBF, (byte)'{'], File.ReadAllBytes(bench.Template)[..4]);
    }

    [Theory]
    [InlineData("{}", "serverless.template")]
    [InlineData("{ \"Resources\": {} }", "serverless.template")]
    [InlineData("", "template.yaml")]
    [InlineData("# nothing yet\n", "template.yaml")]
    [InlineData("Resources:\n", "template.yaml")]
    [InlineData("Resources: {}\n", "template.yaml")]
    [InlineData("---\nResources:\n  A: {Type: AWS::SNS::Topic}\n...\n", "template.yaml")]
    [InlineData("Resources:\n  A: {Type: AWS::SNS::Topic}", "template.yaml")]
    [InlineData("Resources: {A: {Type: 'AWS::SNS::Topic'}}\n", "template.yaml")]
    public void Little_is_enough_to_begin_with(string text, string name)
    {
        using Workbench bench = new(name);
        bench.Text = text;

        Assert.Equal((0, ""), (bench.Write([JobAssembly.Job()]), bench.Errors));

        Assert.Equal("AWS::Serverless-2016-10-31", bench.Value["Transform"]!.ToString());
        Assert.NotNull(bench.Resources["SampleSummariesWorker"]);
        string once = bench.Text;
        bench.Write([JobAssembly.Job()]);
        Assert.Equal(once, bench.Text);
    }

    [Theory]
    [InlineData("{\n  \"Resources\": {\n    \"A\": {,\n  }\n}", "serverless.template", 3, "not JSON")]
    [InlineData("Resources:\n  A:\n    Type: [x\n  B: y\n", "template.yaml", 3, "not YAML")]
    [InlineData("Resources:\n  A: 'x\n", "template.yaml", 2, "not YAML")]
    [InlineData("{\n  \"Resources\": {\n    \"A\": \"\\ud800\"\n  }\n}", "serverless.template", 3, "half a surrogate pair")]
    [InlineData("Resources:\n  A: {}\n B: {}\n", "template.yaml", 3, "not YAML")]
    [InlineData("Resources:\n  ? [A, B]\n  : x\n", "template.yaml", 2, "A name in a template is a text.")]
    [InlineData("Resources:\n  A: *b\n", "template.yaml", 2, "*b has no &b before it")]
    [InlineData("Resources:\n  : x\n", "template.yaml", 3, "not YAML")]
    [InlineData("Resources: [a]\n", "template.yaml", 1, "'Resources' is no mapping")]
    [InlineData("{Resources: {A: {}}", "template.yaml", 1, "not JSON")]
    [InlineData("a: 1\n---\nb: 1\n", "template.yaml", 2, "one YAML document")]
    [InlineData("- a\n", "template.yaml", 1, "mapping")]
    [InlineData("Transform: Custom\nResources: {}\n", "template.yaml", 1, "Transform 'Custom'")]
    [InlineData("Resources: {}\nTransform:\n  Name: AWS::Include\n", "template.yaml", 3, "Transform is one mapping")]
    [InlineData("Resources:\n  Other: {Type: x}\n  SampleJobStatus:\n    Type: AWS::SQS::Queue\n", "template.yaml", 3, "'SampleJobStatus'")]
    public void What_is_wrong_is_named_with_its_place_and_the_file_left_alone(string text, string name, int line, string message)
    {
        using Workbench bench = Workbench.PerJob(name);
        bench.Text = text;

        Assert.Equal(1, bench.Write([JobAssembly.Job()]));

        Assert.Matches($@"^{System.Text.RegularExpressions.Regex.Escape(bench.Template)}\({line},\d+\): error AJ200[45]: ", bench.Errors);
        Assert.Contains(message, bench.Errors, StringComparison.Ordinal);
        Assert.Equal(text, bench.Text);
    }

    [Fact]
    public void A_text_that_is_not_UTF8_is_an_error()
    {
        using Workbench bench = new();
        File.WriteAllBytes(bench.Template, [(byte)'{', 0xFF, (byte)'}']);

        Assert.Equal(1, bench.Write([JobAssembly.Job()]));

        Assert.Contains("error AJ2004: The template is not UTF-8", bench.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AWS::Serverless::HttpApi", "HttpApi", "ApiId")]
    [InlineData("AWS::Serverless::Api", "Api", "RestApiId")]
    public void An_API_of_the_template_takes_the_jobs_by_its_name(string type, string eventType, string property)
    {
        using Workbench bench = Workbench.PerJob("template.yaml");
        bench.Text = $"Resources:\n  Shop:\n    Type: {type}\n";

        Assert.Equal(0, bench.Write([JobAssembly.Job()], "--api", "Shop"));

        var start = bench.Properties("SampleSummariesAccept")["Events"]!["Start"]!;
        Assert.Equal((eventType, "Shop"), (start["Type"]!.ToString(), start["Properties"]![property]!["Ref"]!.ToString()));
    }

    // Every line of the text is there, in order, up to a comma where something follows now.
    private static void AssertInserted(string text, string merged)
    {
        Queue<string> lines = new(merged.Split('\n').Select(Bare));
        foreach (string line in text.Split('\n').Select(Bare))
        {
            while (lines.Count > 0 && lines.Peek() != line)
                lines.Dequeue();
            Assert.True(lines.Count > 0, $"The line is gone: {line}");
            lines.Dequeue();
        }

        static string Bare(string line) => line.TrimEnd('\r').Replace("},", "}", StringComparison.Ordinal).Replace("{}", "{", StringComparison.Ordinal);
    }
}
