using System.Text.Json.Nodes;
using AsyncJobs.Sam.Sizes;
using Xunit;

namespace AsyncJobs.Sam.Tests.Sizes;

/// <summary>What SAM makes of a template, next to what its own translator (aws-sam-translator 1.110) made of the same ones.</summary>
public sealed class ExpansionTests
{
    [Theory]
    [InlineData(true, false, 151, 97_374)]
    [InlineData(true, true, 56, 42_709)]
    [InlineData(false, false, 132, 83_202)]
    [InlineData(false, true, 39, 29_008)]
    public void Jobs_are_counted_as_SAM_makes_them(bool hasRoutes, bool isShared, int resources, int bytes)
    {
        using Workbench bench = new();
        bench.WriteAs("Shop", hasRoutes ? ManyJobs.WithRoutes(10) : ManyJobs.WithoutRoutes(10), isShared ? ManyJobs.Shared : ["--alarms", "true"]);

        SamExpansion expansion = SamExpansion.Of(bench.Value);

        Assert.Equal(resources, expansion.Resources);
        Assert.InRange(expansion.Bytes, bytes * 0.95, bytes * 1.05);
    }

    [Theory]
    [InlineData("""{ "Type": "AWS::S3::Bucket" }""", 1)]
    [InlineData("""{ "Type": "AWS::Serverless::Function", "Properties": {} }""", 2)]
    [InlineData("""{ "Type": "AWS::Serverless::Function", "Properties": { "Role": "arn" } }""", 1)]
    [InlineData("""{ "Type": "AWS::Serverless::Function", "Properties": { "AutoPublishAlias": "live" } }""", 4)]
    [InlineData("""{ "Type": "AWS::Serverless::Function", "Properties": { "AutoPublishAlias": "live", "DeploymentPreference": { "Type": "AllAtOnce" } } }""", 7)]
    [InlineData("""{ "Type": "AWS::Serverless::Function", "Properties": { "FunctionUrlConfig": { "AuthType": "NONE" } } }""", 5)]
    [InlineData("""{ "Type": "AWS::Serverless::Function", "Properties": { "FunctionUrlConfig": { "AuthType": "AWS_IAM" } } }""", 3)]
    [InlineData("""{ "Type": "AWS::Serverless::Function", "Properties": { "Events": { "A": { "Type": "Api", "Properties": {} }, "B": { "Type": "Api", "Properties": {} } } } }""", 7)]
    [InlineData("""{ "Type": "AWS::Serverless::Function", "Properties": { "Events": { "A": { "Type": "HttpApi", "Properties": {} } } } }""", 5)]
    [InlineData("""{ "Type": "AWS::Serverless::Function", "Properties": { "Events": { "A": { "Type": "HttpApi", "Properties": { "ApiId": "x" } } } } }""", 3)]
    [InlineData("""{ "Type": "AWS::Serverless::Function", "Properties": { "Events": { "A": { "Type": "SQS" }, "B": { "Type": "S3" }, "C": { "Type": "Cognito" } } } }""", 5)]
    [InlineData("""{ "Type": "AWS::Serverless::Function", "Properties": { "Events": { "A": { "Type": "Schedule" }, "B": { "Type": "ScheduleV2" }, "C": { "Type": "SNS" } } } }""", 8)]
    [InlineData("""{ "Type": "AWS::Serverless::StateMachine", "Properties": { "Events": { "A": { "Type": "ScheduleV2" }, "B": { "Type": "Api", "Properties": { "RestApiId": "x" } } } } }""", 5)]
    [InlineData("""{ "Type": "AWS::Serverless::Api", "Properties": {} }""", 3)]
    [InlineData("""{ "Type": "AWS::Serverless::HttpApi", "Properties": {} }""", 2)]
    public void What_others_have_in_the_template_is_counted_as_SAM_makes_it(string resource, int resources) =>
        Assert.Equal(resources, SamExpansion.Of(new JsonObject { ["Resources"] = new JsonObject { ["One"] = JsonNode.Parse(resource) } }).Resources);

    [Fact]
    public void What_all_functions_have_counts_for_each()
    {
        JsonNode template = JsonNode.Parse(
            """
            {
              "Globals": { "Function": { "AutoPublishAlias": "live", "Role": "arn" } },
              "Resources": { "One": { "Type": "AWS::Serverless::Function" }, "Two": { "Type": "AWS::Serverless::Function", "Properties": {} } }
            }
            """)!;

        Assert.Equal(6, SamExpansion.Of(template.AsObject()).Resources);
    }
}
