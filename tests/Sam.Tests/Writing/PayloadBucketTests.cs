using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;
using Xunit;

namespace AsyncJobs.Sam.Tests.Writing;

/// <summary>The bucket of large inputs and results.</summary>
public sealed class PayloadBucketTests
{
    private const string WithPackage = """{"manifest":1,"namespace":"Sample","payloadBucket":true}""";

    private static readonly string[] s_functions = ["SampleSummariesAccept", "SampleSummariesWorker", "SampleJobStatus", "SampleJobSettle"];

    [Theory]
    [InlineData("serverless.template")]
    [InlineData("template.yaml")]
    public void An_assembly_with_the_package_gets_a_bucket_by_being_built(string name)
    {
        using Workbench bench = Workbench.PerJob(name);

        Assert.Equal(0, bench.WriteFile(JobAssembly.Write(bench.Folder, "Sample", "v10.0", WithPackage, JobAssembly.Job())));

        Assert.Equal(["AsyncJobsTable", "AsyncJobsPayloads", "AsyncJobsPayloadsPolicy"], bench.Resources.Select(resource => resource.Key).Take(3));
        AssertJson(
            """
            { "BucketEncryption": { "ServerSideEncryptionConfiguration": [ { "ServerSideEncryptionByDefault": { "SSEAlgorithm": "AES256" } } ] },
              "PublicAccessBlockConfiguration": { "BlockPublicAcls": true, "BlockPublicPolicy": true, "IgnorePublicAcls": true, "RestrictPublicBuckets": true },
              "OwnershipControls": { "Rules": [ { "ObjectOwnership": "BucketOwnerEnforced" } ] },
              "LifecycleConfiguration": { "Rules": [ { "Id": "payloads", "Status": "Enabled", "ExpirationInDays": 2, "AbortIncompleteMultipartUpload": { "DaysAfterInitiation": 1 } } ] } }
            """,
            bench.Properties("AsyncJobsPayloads"));
        AssertJson(
            """
            { "Bucket": { "Ref": "AsyncJobsPayloads" }, "PolicyDocument": { "Version": "2012-10-17", "Statement": [ {
                "Sid": "AsyncJobsTlsOnly", "Effect": "Deny", "Principal": "*", "Action": "s3:*",
                "Resource": [ { "Fn::GetAtt": [ "AsyncJobsPayloads", "Arn" ] }, { "Fn::Sub": "${AsyncJobsPayloads.Arn}/*" } ],
                "Condition": { "Bool": { "aws:SecureTransport": "false" } } } ] } }
            """,
            bench.Properties("AsyncJobsPayloadsPolicy"));
        Assert.All(["AsyncJobsPayloads", "AsyncJobsPayloadsPolicy"], id => Assert.Equal("Retain", bench.Resources[id]!["DeletionPolicy"]!.ToString()));
        Assert.All(s_functions, id => AssertJson("""{ "Ref": "AsyncJobsPayloads" }""", BucketOf(bench, id)));
        AssertJson(
            """
            [ { "Sid": "AsyncJobsInputs", "Effect": "Allow", "Action": [ "s3:GetObject" ], "Resource": { "Fn::Sub": "${AsyncJobsPayloads.Arn}/*/input-*" } },
              { "Sid": "AsyncJobsResults", "Effect": "Allow", "Action": [ "s3:PutObject", "s3:GetObject" ], "Resource": { "Fn::Sub": "${AsyncJobsPayloads.Arn}/*/result-*" } },
              { "Sid": "AsyncJobsBucket", "Effect": "Allow", "Action": [ "s3:ListBucket" ], "Resource": { "Fn::GetAtt": [ "AsyncJobsPayloads", "Arn" ] } } ]
            """,
            Statements(bench, "SampleSummariesWorker"));
    }

    [Theory]
    [InlineData("serverless.template")]
    [InlineData("template.yaml")]
    public void Switched_off_the_functions_forget_the_bucket_and_the_bucket_stays(string name)
    {
        using Workbench bench = Workbench.PerJob(name);
        using Workbench never = Workbench.PerJob(name);
        never.Write([JobAssembly.Job()]);
        bench.Write([JobAssembly.Job()], "--payload-bucket", "true");
        JsonNode bucket = bench.Resources["AsyncJobsPayloads"]!.DeepClone();

        bench.WriteFile(JobAssembly.Write(bench.Folder, "Sample", "v10.0", WithPackage, JobAssembly.Job()), "--payload-bucket", "false");

        AssertJson(bucket.ToJsonString(), bench.Resources["AsyncJobsPayloads"]);
        Assert.NotNull(bench.Resources["AsyncJobsPayloadsPolicy"]);
        Assert.All(s_functions, id => AssertJson(never.Resources[id]!.ToJsonString(), bench.Resources[id]));

        // Nor does the last job take it with it.
        bench.Write([]);
        Assert.Equal(["AsyncJobsTable", "AsyncJobsPayloads", "AsyncJobsPayloadsPolicy"], bench.Resources.Select(resource => resource.Key));
        Assert.Null(bench.Value["Outputs"]);
    }

    [Theory]
    [InlineData("shop-payloads", "\"shop-payloads\"", "shop-payloads", "shop-payloads")]
    [InlineData("shop-payloads/jobs/", "\"shop-payloads/jobs\"", "shop-payloads/jobs", "shop-payloads")]
    [InlineData("${Payloads}", """{ "Ref": "Payloads" }""", "${Payloads}", "${Payloads}")]
    [InlineData("${Given}/${AWS::StackName}", """{ "Fn::Sub": "${Given}/${AWS::StackName}" }""", "${Given}/${AWS::StackName}", "${Given}")]
    [InlineData("shop-${AWS::Region}", """{ "Fn::Sub": "shop-${AWS::Region}" }""", "shop-${AWS::Region}", "shop-${AWS::Region}")]
    public void A_bucket_that_is_there_is_named_and_not_written(string option, string variable, string objects, string bucket)
    {
        using Workbench bench = Workbench.PerJob("template.yaml");
        bench.Text = "Parameters:\n  Given: {Type: String}\nResources:\n  Payloads:\n    Type: AWS::S3::Bucket\n";

        Assert.Equal((0, ""), (bench.Write([JobAssembly.Job()], "--payload-bucket", option), bench.Errors));

        Assert.Null(bench.Resources["AsyncJobsPayloads"]);
        Assert.All(s_functions, id => AssertJson(variable, BucketOf(bench, id)));
        AssertJson(
            $$"""
            [ { "Sid": "AsyncJobsInputs", "Effect": "Allow", "Action": [ "s3:PutObject" ], "Resource": { "Fn::Sub": "arn:${AWS::Partition}:s3:::{{objects}}/*/input-*" } },
              { "Sid": "AsyncJobsResults", "Effect": "Allow", "Action": [ "s3:GetObject" ], "Resource": { "Fn::Sub": "arn:${AWS::Partition}:s3:::{{objects}}/*/result-*" } },
              { "Sid": "AsyncJobsBucket", "Effect": "Allow", "Action": [ "s3:ListBucket" ], "Resource": { "Fn::Sub": "arn:${AWS::Partition}:s3:::{{bucket}}" } } ]
            """,
            Statements(bench, "SampleSummariesAccept"));
        string once = bench.Text;
        bench.Write([JobAssembly.Job()], "--payload-bucket", option);
        Assert.Equal(once, bench.Text);
    }

    [Theory]
    [InlineData("Payloads", "${LogicalId}")]
    [InlineData("ab", "3 to 63")]
    [InlineData("shop-payloads/*", "bucket/prefix")]
    [InlineData("arn:aws:s3:::shop", "bucket/prefix")]
    [InlineData("${Missing}", "no parameter or resource of that name")]
    [InlineData("${Topic}", "AWS::SNS::Topic in the template")]
    public void What_is_no_bucket_is_told(string option, string expected)
    {
        using Workbench bench = new("template.yaml");
        bench.Text = "Resources:\n  Topic:\n    Type: AWS::SNS::Topic\n";

        Assert.Equal(1, bench.Write([JobAssembly.Job()], "--payload-bucket", option));

        Assert.Contains("error AJ2010: AsyncJobsPayloadBucket ", bench.Errors, StringComparison.Ordinal);
        Assert.Contains(expected, bench.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 86400, "", 2)]
    [InlineData(25, 86400, "", 3)]
    [InlineData(168, 86400, "", 8)]
    [InlineData(24, 864000, "\"hasState\":true", 11)]
    [InlineData(24, 864000, "", 2)]
    public void A_payload_stays_as_long_as_the_job_that_can_be_read_longest(int retentionHours, int totalSeconds, string more, int days)
    {
        using Workbench bench = new();
        string job = JobAssembly.Job("long", "/long", more)
            .Replace("\"retentionHours\":24", $"\"retentionHours\":{retentionHours}", StringComparison.Ordinal)
            .Replace("\"totalTimeoutSeconds\":86400", $"\"totalTimeoutSeconds\":{totalSeconds}", StringComparison.Ordinal);

        bench.Write([job, JobAssembly.Job()], "--payload-bucket", "true");

        Assert.Equal(days, bench.Properties("AsyncJobsPayloads")["LifecycleConfiguration"]!["Rules"]![0]!["ExpirationInDays"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("true", "shop-payloads", "", "shop-payloads", "*/input-*")]
    [InlineData("given/jobs", "given", "jobs/", "given/jobs", "jobs/*/input-*")]
    public void A_manifest_has_names_for_other_tools(string option, string name, string prefix, string variable, string inputs)
    {
        using Workbench bench = Workbench.PerJob();

        Assert.Equal(0, bench.Run("manifest", "--assembly", JobAssembly.Write(bench.Folder, "Sample", JobAssembly.Job()), "--prefix", "Shop", "--payload-bucket", option));

        JsonObject manifest = JsonNode.Parse(bench.Output)!.AsObject();
        AssertJson($$"""{ "name": "{{name}}", "prefix": "{{prefix}}", "expirationDays": 2 }""", manifest["bucket"]);
        JsonNode accept = manifest["functions"]!["summaries-accept"]!;
        Assert.Equal(variable, accept["environment"]!["ASYNCJOBS_BUCKET"]!.ToString());
        JsonNode[] permissions = [.. accept["permissions"]!.AsArray().Where(permission => permission!["bucket"] is not null).Select(permission => permission!)];
        AssertJson($$"""{ "actions": [ "s3:PutObject" ], "bucket": "{{name}}", "objects": "{{inputs}}" }""", permissions[0]);
        AssertJson($$"""{ "actions": [ "s3:ListBucket" ], "bucket": "{{name}}" }""", permissions[^1]);
    }

    [Fact]
    public void A_manifest_refers_to_nothing()
    {
        using Workbench bench = new();

        Assert.Equal(1, bench.Run("manifest", "--assembly", JobAssembly.Write(bench.Folder, "Sample", JobAssembly.Job()), "--payload-bucket", "${Payloads}"));

        Assert.Contains("error AJ2010: ", bench.Errors, StringComparison.Ordinal);
    }

    private static JsonNode? BucketOf(Workbench bench, string id) => bench.Properties(id)["Environment"]!["Variables"]!["ASYNCJOBS_BUCKET"];

    private static JsonArray Statements(Workbench bench, string id) =>
        [.. bench.Properties(id)["Policies"]![0]!["Statement"]!.AsArray().Where(one => one!["Action"]![0]!.ToString().StartsWith("s3:", StringComparison.Ordinal)).Select(one => one!.DeepClone())];

    private static void AssertJson(string expected, JsonNode? actual) => Assert.Equal(Canonical.Of(JsonNode.Parse(expected)), Canonical.Of(actual));
}
