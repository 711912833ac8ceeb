using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;
using AsyncJobs.Sam.Tests.Sizes;
using AsyncJobs.Sam.Tests.Specification;
using Xunit;

namespace AsyncJobs.Sam.Tests.Writing;

/// <summary>A key of the user's own on all that is stored, and what each function needs to use it.</summary>
public sealed class KmsKeyTests
{
    private const string Arn = "arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    private const string WithKey =
        """
        Parameters:
          Given:
            Type: String
          Stage:
            Type: String
            Default: prod
        Resources:
          Key:
            Type: AWS::KMS::Key
            Properties:
              KeyPolicy:
                Statement:
                  - Effect: Allow
                    Principal: {AWS: !Sub "arn:${AWS::Partition}:iam::${AWS::AccountId}:root"}
                    Action: kms:*
                    Resource: "*"
                  - Effect: Allow
                    Principal: {Service: !Sub "logs.${AWS::Region}.${AWS::URLSuffix}"}
                    Action: [kms:Encrypt*, kms:Decrypt*, kms:ReEncrypt*, kms:GenerateDataKey*, kms:Describe*]
                    Resource: "*"
          Alias:
            Type: AWS::KMS::Alias
            Properties: {AliasName: alias/shop, TargetKeyId: !Ref Key}

        """;

    private static readonly string[] s_all = ["--payload-bucket", "true", "--kms-key"];

    [Theory]
    [InlineData(Arn, $"\"{Arn}\"")]
    [InlineData("Key", """{ "Fn::GetAtt": [ "Key", "Arn" ] }""")]
    [InlineData("${Key}", """{ "Fn::GetAtt": [ "Key", "Arn" ] }""")]
    [InlineData("Given", """{ "Ref": "Given" }""")]
    [InlineData("${Given}", """{ "Ref": "Given" }""")]
    [InlineData("arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/${Key}", """{ "Fn::Sub": "arn:${AWS::Partition}:kms:${AWS::Region}:${AWS::AccountId}:key/${Key}" }""")]
    [InlineData("arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/mrk-${Stage}", """{ "Fn::Sub": "arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/mrk-${Stage}" }""")]
    public async Task All_that_is_stored_is_encrypted_with_it(string option, string arn)
    {
        using Workbench bench = new("template.yaml") { Text = WithKey };

        Assert.Equal((0, ""), (bench.Write([JobAssembly.Job()], [.. s_all, option]), bench.Errors));

        AssertJson($$"""{ "SSEEnabled": true, "SSEType": "KMS", "KMSMasterKeyId": {{arn}} }""", bench.Properties("AsyncJobsTable")["SSESpecification"]);
        AssertJson(
            $$"""
            { "ServerSideEncryptionConfiguration": [
                { "BucketKeyEnabled": true, "ServerSideEncryptionByDefault": { "SSEAlgorithm": "aws:kms", "KMSMasterKeyID": {{arn}} } } ] }
            """,
            bench.Properties("AsyncJobsPayloads")["BucketEncryption"]);
        AssertJson(arn, bench.Properties("SampleJobQueue")["KmsMasterKeyId"]);
        Assert.Null(bench.Properties("SampleJobQueue")["SqsManagedSseEnabled"]);
        Assert.All(OfType(bench, "AWS::Logs::LogGroup"), id => AssertJson(arn, bench.Properties(id)["KmsKeyId"]));
        Assert.All(OfType(bench, "AWS::Serverless::Function"), id => Assert.All(KeyStatements(bench, id), statement => AssertJson(arn, statement["Resource"])));
        Assert.Equal("", await SpecificationTests.ValidateAsync(bench.Value));

        string once = bench.Text;
        bench.Write([JobAssembly.Job()], [.. s_all, option]);
        Assert.Equal(once, bench.Text);
    }

    // Whoever reads needs Decrypt, whoever writes a data key, and each through the service alone.
    [Theory]
    [InlineData("SampleSummariesAccept", "dynamodb kms:Decrypt", "s3 kms:Decrypt kms:GenerateDataKey")]
    [InlineData("SampleSummariesWorker", "dynamodb kms:Decrypt", "s3 kms:Decrypt kms:GenerateDataKey", "sqs kms:Decrypt kms:GenerateDataKey")]
    [InlineData("SampleJobStatus", "dynamodb kms:Decrypt", "s3 kms:Decrypt")]
    [InlineData("SampleJobSettle", "dynamodb kms:Decrypt", "s3 kms:Decrypt", "sqs kms:Decrypt kms:GenerateDataKey")]
    public void Each_function_may_have_services_do_what_it_needs(string function, params string[] allowed)
    {
        using Workbench bench = Workbench.PerJob();

        bench.Write([JobAssembly.Job()], [.. s_all, Arn]);

        Assert.Equal(allowed, KeyStatements(bench, function).Select(Allowed));
        Assert.Equal(
            ["AsyncJobsKeyTable", "AsyncJobsKeyBucket", "AsyncJobsKeyQueue"],
            KeyStatements(bench, "SampleSummariesWorker").Select(static statement => statement["Sid"]!.ToString()));
    }

    [Theory]
    [InlineData(new[] { "--queue", "false" }, "dynamodb kms:Decrypt")]
    [InlineData(new[] { "--payload-bucket", "shop-payloads", "--queue", "false" }, "dynamodb kms:Decrypt", "s3 kms:Decrypt kms:GenerateDataKey")]
    [InlineData(new string[0], "dynamodb kms:Decrypt", "sqs kms:Decrypt kms:GenerateDataKey")]
    public void What_is_not_there_needs_no_key_and_a_bucket_that_is_there_does(string[] options, params string[] allowed)
    {
        using Workbench bench = new();

        bench.Write([JobAssembly.Job()], [.. options, "--kms-key", Arn]);

        Assert.Equal(allowed, KeyStatements(bench, "SampleSummariesWorker").Select(Allowed));
        Assert.Null(bench.Resources["AsyncJobsPayloads"]);
    }

    [Theory]
    [InlineData("serverless.template")]
    [InlineData("template.yaml")]
    public async Task Shared_roles_and_log_groups_have_it_too(string name)
    {
        using Workbench bench = new(name);
        string[] jobs = [JobAssembly.Job(more: "\"hasState\":true"), .. StartGraphs.Of("one: two", "two+: one", "three:")];

        Assert.Equal((0, ""), (bench.Write(jobs, [.. ManyJobs.Shared, .. s_all, Arn]), bench.Errors));

        Assert.Equal(
            ["dynamodb kms:Decrypt", "s3 kms:Decrypt kms:GenerateDataKey", "sqs kms:Decrypt kms:GenerateDataKey"],
            KeyStatements(bench, "SampleWorkersRole").Select(Allowed));
        AssertJson($"\"{Arn}\"", bench.Properties("SampleJobLogs")["KmsKeyId"]);
        Assert.Equal("", await SpecificationTests.ValidateAsync(bench.Value));
    }

    [Theory]
    [InlineData("serverless.template")]
    [InlineData("template.yaml")]
    public void It_comes_and_goes_and_what_a_person_changed_stays(string name)
    {
        using Workbench bench = new(name);
        string[] job = [JobAssembly.Job()];
        bench.Write(job, "--payload-bucket", "true");
        JsonObject before = bench.Resources;
        bench.Write(job, [.. s_all, Arn]);
        Assert.NotEqual(Canonical.Of(before), Canonical.Of(bench.Resources));
        bench.Write(job, "--payload-bucket", "true");
        Assert.Equal(Canonical.Of(before), Canonical.Of(bench.Resources));

        // The logs get a key of their own.
        bench.Write(job, [.. s_all, Arn]);
        string own = Arn.Replace("1234abcd", "ffffffff", StringComparison.Ordinal);
        int logs = bench.Text.IndexOf("/aws/lambda/${AWS::StackName}-Sample-summaries-work", StringComparison.Ordinal);
        int key = bench.Text.IndexOf(Arn, logs, StringComparison.Ordinal);
        bench.Text = bench.Text[..key] + own + bench.Text[(key + Arn.Length)..];
        bench.Write(job, [.. s_all, Arn.Replace("1234abcd", "eeeeeeee", StringComparison.Ordinal)]);

        Assert.Single(OfType(bench, "AWS::Logs::LogGroup"), id => bench.Properties(id)["KmsKeyId"]!.ToString() == own);
        Assert.Contains("eeeeeeee", bench.Properties("AsyncJobsTable")["SSESpecification"]!.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(Arn, bench.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("alias/shop", "An alias will not do")]
    [InlineData("arn:aws:kms:eu-west-1:123456789012:alias/shop", "An alias will not do")]
    [InlineData("arn:aws:kms:eu-west-1:123456789012:key/*", "it must be the ARN of a key")]
    [InlineData("1234abcd-12ab-34cd-56ef-1234567890ab", "arn:aws:kms:REGION:ACCOUNT:key/NAME")]
    [InlineData("arn:aws:s3:eu-west-1:123456789012:key/1234abcd", "it must be the ARN of a key")]
    [InlineData("Alias", "'Alias' is of the type AWS::KMS::Alias in the template: it must be an AWS::KMS::Key, or a parameter.")]
    [InlineData("Missing", "no parameter or resource 'Missing'")]
    [InlineData("arn:aws:kms:${Where}:123456789012:key/1234abcd", "no parameter or resource 'Where'")]
    [InlineData("Stage", "the parameter's default is 'prod', which is not the ARN of a key")]
    public void What_is_no_key_is_told(string option, string expected)
    {
        using Workbench bench = new("template.yaml") { Text = WithKey };

        Assert.Equal(1, bench.Write([JobAssembly.Job()], "--kms-key", option));

        Assert.Contains("error AJ2025: AsyncJobsKmsKey is '", bench.Errors, StringComparison.Ordinal);
        Assert.Contains(expected, bench.Errors, StringComparison.Ordinal);
        Assert.Equal(WithKey, bench.Text);
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("KeyPolicy: {Statement: [{Effect: Allow, Principal: {AWS: !Sub 'arn:aws:iam::${AWS::AccountId}:root'}, Action: 'kms:*', Resource: '*'}]}", true)]
    [InlineData("KeyPolicy: {Statement: [{Effect: Allow, Principal: {Service: sns.amazonaws.com}, Action: 'kms:*', Resource: '*'}]}", true)]
    [InlineData("KeyPolicy: {Statement: [{Effect: Deny, Principal: {Service: logs.eu-west-1.amazonaws.com}, Action: 'kms:*', Resource: '*'}]}", true)]
    [InlineData("KeyPolicy: {Statement: [{Effect: Allow, Principal: {Service: !Sub 'sns.${AWS::URLSuffix}'}, Action: 'kms:*', Resource: '*'}]}", true)]
    [InlineData("KeyPolicy: {Statement: {Effect: Allow, Principal: {Service: [sns.amazonaws.com, logs.eu-west-1.amazonaws.com]}, Action: 'kms:*', Resource: '*'}}", false)]
    [InlineData("KeyPolicy: {Statement: [{Effect: Allow, Principal: '*', Action: 'kms:*', Resource: '*'}]}", false)]
    [InlineData("KeyPolicy: {Statement: [{Effect: Allow, Principal: {Service: !FindInMap [All, Logs, Name]}, Action: 'kms:*', Resource: '*'}]}", false)]
    [InlineData("KeyPolicy: {'Fn::Transform': {Name: AWS::Include, Parameters: {Location: s3://shop/key.yaml}}}", false)]
    public void A_key_of_the_template_that_logs_may_not_use_is_told(string policy, bool isTold)
    {
        using Workbench bench = new("template.yaml") { Text = $"Resources:\n  Key:\n    Type: AWS::KMS::Key\n    Properties:\n      Enabled: true\n      {policy}\n" };

        Assert.Equal(0, bench.Write([JobAssembly.Job()], "--kms-key", "Key"));

        Assert.Equal(isTold, bench.Errors.Contains("warning AJ2028: AsyncJobsKmsKey is 'Key', and no statement of that key's KeyPolicy names CloudWatch Logs", StringComparison.Ordinal));
        Assert.Equal(isTold, bench.Errors.Length > 0);

        // Log groups that Lambda makes have no key.
        bench.Write([JobAssembly.Job()], "--kms-key", "Key", "--log-days", "0");
        Assert.Equal("", bench.Errors);
    }

    [Fact]
    public void Two_projects_that_share_a_table_share_its_key()
    {
        using Workbench bench = new();
        bench.WriteAs("First", [JobAssembly.Job()], "--kms-key", Arn);

        Assert.Equal(0, bench.WriteAs("Second", [JobAssembly.Job("others", "/others")]));

        Assert.Contains("warning AJ2028: An AWS::DynamoDB::Table belongs to the jobs of First, and has another AsyncJobsKmsKey than those of Second", bench.Errors, StringComparison.Ordinal);
        bench.WriteAs("Second", [JobAssembly.Job("others", "/others")], "--kms-key", Arn);
        Assert.Equal("", bench.Errors);
    }

    [Fact]
    public void A_manifest_tells_the_same_to_other_tools()
    {
        using Workbench bench = Workbench.PerJob();
        string assembly = JobAssembly.Write(bench.Folder, "Sample", JobAssembly.Job());

        Assert.Equal(0, bench.Run("manifest", "--assembly", assembly, "--payload-bucket", "true", "--kms-key", Arn));

        JsonObject manifest = JsonNode.Parse(bench.Output)!.AsObject();
        AssertJson($$"""{ "arn": "{{Arn}}" }""", manifest["key"]);
        AssertJson(
            $$"""
            [ { "actions": [ "kms:Decrypt" ], "key": "{{Arn}}", "viaService": "dynamodb" },
              { "actions": [ "kms:Decrypt", "kms:GenerateDataKey" ], "key": "{{Arn}}", "viaService": "s3" },
              { "actions": [ "kms:Decrypt", "kms:GenerateDataKey" ], "key": "{{Arn}}", "viaService": "sqs" } ]
            """,
            new JsonArray([.. manifest["functions"]!["summaries-work"]!["permissions"]!.AsArray().Where(static one => one!["key"] is not null).Select(static one => one!.DeepClone())]));

        Assert.Equal(1, bench.Run("manifest", "--assembly", assembly, "--kms-key", "Key"));
        Assert.Contains("error AJ2025: --kms-key is 'Key': names in a manifest are literal", bench.Errors, StringComparison.Ordinal);
        Assert.Equal(1, bench.Run("manifest", "--assembly", assembly, "--kms-key", "arn:aws:kms:${AWS::Region}:123456789012:key/1234abcd"));
    }

    private static IEnumerable<string> OfType(Workbench bench, string type) =>
        bench.Resources.Where(resource => resource.Value!["Type"]!.ToString() == type).Select(static resource => resource.Key);

    private static JsonNode[] KeyStatements(Workbench bench, string id) =>
    [
        .. (bench.Properties(id)["Policies"]![0] is { } policy ? policy["PolicyDocument"] ?? policy : null)!["Statement"]!.AsArray()
            .Where(static statement => statement!["Action"]![0]!.ToString().StartsWith("kms:", StringComparison.Ordinal)).Select(static statement => statement!),
    ];

    private static string Allowed(JsonNode statement)
    {
        string service = statement["Condition"]!["StringEquals"]!["kms:ViaService"]!["Fn::Sub"]!.ToString();
        Assert.EndsWith(".${AWS::Region}.${AWS::URLSuffix}", service, StringComparison.Ordinal);
        return $"{service[..service.IndexOf('.', StringComparison.Ordinal)]} {string.Join(' ', statement["Action"]!.AsArray())}";
    }

    private static void AssertJson(string expected, JsonNode? actual) => Assert.Equal(Canonical.Of(JsonNode.Parse(expected)), Canonical.Of(actual));
}
