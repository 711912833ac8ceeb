using System.Text.Json.Nodes;
using AsyncJobs.Docs.Tests.Pages;
using AsyncJobs.Tests.Roslyn;
using Xunit;

namespace AsyncJobs.Docs.Tests.Tools;

/// <summary>The stack for the CDK compiles, and makes of a real manifest a template that CloudFormation's specification allows.</summary>
public sealed class CdkTests
{
    public static TheoryData<string> Places { get; } = Page.PlacesOf("typescript");

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_stack_has_what_the_manifest_asks_for(string place)
    {
        JsonObject manifest = await Manifest.ReadAsync();
        JsonObject functions = manifest["functions"]!.AsObject();

        JsonObject template = await SynthesizeAsync(Page.BlockAt(place).Text);

        JsonObject[] made = [.. Of(template, "AWS::Lambda::Function")];
        Assert.Equal(functions.Select(static function => function.Value!["name"]!.ToString()).Order(StringComparer.Ordinal), made.Select(static function => function["FunctionName"]!.ToString()).Order(StringComparer.Ordinal));
        Assert.All(functions, function =>
        {
            JsonObject one = made.Single(made => made["FunctionName"]!.ToString() == function.Value!["name"]!.ToString());
            JsonObject variables = one["Environment"]!["Variables"]!.DeepClone().AsObject();
            bool hasQueue = function.Value!["permissions"]!.AsArray().Any(static permission => permission!["queue"] is not null);
            Assert.Equal(hasQueue, variables[manifest["queue"]!["urlVariable"]!.ToString()]?["Ref"] is not null);
            variables.Remove(manifest["queue"]!["urlVariable"]!.ToString());
            Assert.True(JsonNode.DeepEquals(function.Value!["environment"], variables), one.ToJsonString());
            Assert.Equal(function.Value["timeoutSeconds"]!.ToJsonString(), one["Timeout"]!.ToJsonString());
        });
        Assert.Equal(
            functions.SelectMany(static function => function.Value!["routes"]!.AsArray()).Select(static route => $"{route!["method"]} {route["path"]}").Order(StringComparer.Ordinal),
            Of(template, "AWS::ApiGatewayV2::Route").Select(static route => route["RouteKey"]!.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(
            functions.Count(static function => function.Value!["role"]!.ToString() == "work"),
            Of(template, "AWS::Lambda::EventInvokeConfig").Count(static config => config["DestinationConfig"]!["OnFailure"] is not null));
        Assert.Equal(manifest["table"]!["name"]!.ToString(), Assert.Single(Of(template, "AWS::DynamoDB::Table"))["TableName"]!.ToString());
        Assert.Equal(manifest["bucket"]!["name"]!.ToString(), Assert.Single(Of(template, "AWS::S3::Bucket"))["BucketName"]!.ToString());
        JsonObject queue = Assert.Single(Of(template, "AWS::SQS::Queue"));
        Assert.Equal(
            (manifest["queue"]!["name"]!.ToString(), manifest["queue"]!["visibilityTimeoutSeconds"]!.ToString(), manifest["queue"]!["messageRetentionSeconds"]!.ToString()),
            (queue["QueueName"]!.ToString(), queue["VisibilityTimeout"]!.ToString(), queue["MessageRetentionPeriod"]!.ToString()));
        JsonObject source = Assert.Single(Of(template, "AWS::Lambda::EventSourceMapping"));
        Assert.Equal("[\"ReportBatchItemFailures\"]", source["FunctionResponseTypes"]!.ToJsonString());
        Assert.Equal((manifest["functions"]!["settle"]!["source"]!["batchSize"]!.ToString(), "5"), (source["BatchSize"]!.ToString(), source["ScalingConfig"]!["MaximumConcurrency"]!.ToString()));
        AssertEncrypted(template, functions);
        Assert.Equal("", await Specification.ValidateAsync(template));
    }

    [Theory]
    [MemberData(nameof(Places))]
    public async Task A_worker_runs_on_the_capacity_provider_that_the_manifest_names(string place)
    {
        JsonObject manifest = await Manifest.ReadAsync();
        JsonObject worker = manifest["functions"]!.AsObject().First(static function => function.Value!["role"]!.ToString() == "work").Value!.AsObject();
        worker["timeoutSeconds"] = 5400;
        worker["capacityProvider"] = manifest["capacityProvider"]!["arn"]!.ToString();

        JsonObject template = await SynthesizeAsync(Page.BlockAt(place).Text, manifest.ToJsonString());

        JsonObject made = Assert.Single(Of(template, "AWS::Lambda::Function"), static function => function["CapacityProviderConfig"] is not null);
        Assert.Equal((worker["name"]!.ToString(), "5400"), (made["FunctionName"]!.ToString(), made["Timeout"]!.ToString()));
        Assert.Equal(Manifest.CapacityProvider, made["CapacityProviderConfig"]!["LambdaManagedInstancesCapacityProviderConfig"]!["CapacityProviderArn"]!.ToString());
        Assert.Equal("", await Specification.ValidateAsync(template));
    }

    private static void AssertEncrypted(JsonObject template, JsonObject functions)
    {
        Assert.Equal(Manifest.Key, Assert.Single(Of(template, "AWS::DynamoDB::Table"))["SSESpecification"]!["KMSMasterKeyId"]!.ToString());
        Assert.Equal(
            Manifest.Key,
            Assert.Single(Of(template, "AWS::S3::Bucket"))["BucketEncryption"]!["ServerSideEncryptionConfiguration"]![0]!["ServerSideEncryptionByDefault"]!["KMSMasterKeyID"]!.ToString());
        Assert.Equal(Manifest.Key, Assert.Single(Of(template, "AWS::SQS::Queue"))["KmsMasterKeyId"]!.ToString());
        Assert.Equal(functions.Count, Of(template, "AWS::Logs::LogGroup").Count(static logs => logs["KmsKeyId"]!.ToString() == Manifest.Key));
        Assert.Equal(
            functions.Sum(static function => function.Value!["permissions"]!.AsArray().Count(static permission => permission!["key"] is not null)),
            Of(template, "AWS::IAM::Policy").Sum(static policy => policy["PolicyDocument"]!["Statement"]!.AsArray().Count(
                static statement => statement!["Condition"]?["StringEquals"]?["kms:ViaService"] is not null && statement["Resource"]!.ToString() == Manifest.Key)));
    }

    [Fact]
    public async Task What_does_not_compile_is_found()
    {
        const string Wrong = "import { Duration } from 'aws-cdk-lib/core';\nexport const limit: string = Duration.seconds(1);\n";

        Assert.Contains("TS2322", (await Assert.ThrowsAnyAsync<Exception>(static () => SynthesizeAsync(Wrong))).Message, StringComparison.Ordinal);
    }

    private static IEnumerable<JsonObject> Of(JsonObject template, string type) =>
        from resource in template["Resources"]!.AsObject()
        where resource.Value!["Type"]!.ToString() == type
        select resource.Value!["Properties"]!.AsObject();

    private static async Task<JsonObject> SynthesizeAsync(string module, string? manifest = null)
    {
        string packages = Node.FolderOf("ASYNCJOBS_DOCUMENTATION");
        DirectoryInfo project = Directory.CreateTempSubdirectory("asyncjobs-docs-");
        try
        {
            await File.WriteAllTextAsync(Path.Combine(project.FullName, "asyncjobs.json"), manifest ?? await Manifest.TextAsync(), TestContext.Current.CancellationToken);
            return JsonNode.Parse(await Node.RunAsync(RepositoryRoot.Combine("tests", "Docs.Tests", "Tools", "cdk.mjs"), module, packages, project.FullName))!.AsObject();
        }
        finally
        {
            project.Delete(recursive: true);
        }
    }
}
