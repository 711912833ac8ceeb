using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;
using AsyncJobs.Sam.Tests.Sizes;
using AsyncJobs.Sam.Tests.Specification;
using Xunit;

namespace AsyncJobs.Sam.Tests.Writing;

/// <summary>Workers that need more time than Lambda itself gives run on Lambda Managed Instances, and only these.</summary>
public sealed class CapacityProviderTests
{
    private const string Arn = "arn:aws:lambda:eu-west-1:123456789012:capacity-provider:batch";

    private const string WithProviders =
        """
        Parameters:
          Given:
            Type: String
        Resources:
          Batch:
            Type: AWS::Lambda::CapacityProvider
            Properties:
              PermissionsConfig: {CapacityProviderOperatorRoleArn: !Ref Given}
              VpcConfig: {SubnetIds: [subnet-1], SecurityGroupIds: [sg-1]}
          Easy:
            Type: AWS::Serverless::CapacityProvider
            Properties:
              VpcConfig: {SubnetIds: [subnet-1], SecurityGroupIds: [sg-1]}
          Topic:
            Type: AWS::SNS::Topic

        """;

    [Theory]
    [InlineData(Arn, $"\"{Arn}\"")]
    [InlineData("Batch", """{ "Fn::GetAtt": [ "Batch", "Arn" ] }""")]
    [InlineData("Easy", """{ "Fn::GetAtt": [ "Easy", "Arn" ] }""")]
    [InlineData("Given", """{ "Ref": "Given" }""")]
    [InlineData("arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:capacity-provider:${Batch}", """{ "Fn::Sub": "arn:aws:lambda:${AWS::Region}:${AWS::AccountId}:capacity-provider:${Batch}" }""")]
    public async Task The_worker_of_a_long_job_runs_there_and_no_other_function(string option, string arn)
    {
        using Workbench bench = new("template.yaml") { Text = WithProviders };
        string[] jobs = [Long(), JobAssembly.Job("edge", "/edge", timeout: 900), JobAssembly.Job()];

        Assert.Equal((0, ""), (bench.Write(jobs, "--capacity-provider", option), bench.Errors));

        JsonObject worker = bench.Properties("SampleEncodingsWorker");
        AssertJson($$"""{ "Arn": {{arn}} }""", worker["CapacityProviderConfig"]);
        AssertJson("""{ "LogGroup": { "Ref": "SampleEncodingsWorkerLogs" }, "LogFormat": "JSON" }""", worker["LoggingConfig"]);
        Assert.Equal(("5400", "4096"), (worker["Timeout"]!.ToString(), worker["MemorySize"]!.ToString()));
        Assert.Equal(
            ["SampleEncodingsWorker"],
            bench.Resources.Where(static resource => resource.Value!["Properties"]?["CapacityProviderConfig"] is not null).Select(static resource => resource.Key));
        Assert.Equal("", await SpecificationTests.ValidateAsync(bench.Value));

        string once = bench.Text;
        bench.Write(jobs, "--capacity-provider", option);
        Assert.Equal(once, bench.Text);
    }

    [Theory]
    [InlineData("serverless.template")]
    [InlineData("template.yaml", "--functions", "perJob", "--alarms", "true", "--tracing", "true")]
    [InlineData("serverless.template", "--log-days", "0")]
    public async Task It_fits_whatever_else_is_asked_for(string name, params string[] options)
    {
        using Workbench bench = new(name);

        Assert.Equal((0, ""), (bench.Write([Long("\"hasState\":true"), JobAssembly.Job()], ["--capacity-provider", Arn, .. options]), bench.Errors));

        Assert.NotNull(bench.Properties("SampleEncodingsWorker")["CapacityProviderConfig"]);
        Assert.Equal("", await SpecificationTests.ValidateAsync(bench.Value));
    }

    [Theory]
    [InlineData("serverless.template")]
    [InlineData("template.yaml")]
    public async Task A_shared_role_and_log_group_do_not_matter_to_it(string name)
    {
        using Workbench bench = new(name);

        Assert.Equal((0, ""), (bench.Write([Long(), JobAssembly.Job()], ["--capacity-provider", Arn, .. ManyJobs.Shared]), bench.Errors));

        JsonObject worker = bench.Properties("SampleEncodingsWorker");
        Assert.Equal(Arn, worker["CapacityProviderConfig"]!["Arn"]!.ToString());
        AssertJson("""{ "LogGroup": { "Ref": "SampleJobLogs" }, "LogFormat": "JSON" }""", worker["LoggingConfig"]);
        Assert.NotNull(worker["Role"]);
        Assert.Equal("", await SpecificationTests.ValidateAsync(bench.Value));
    }

    [Theory]
    [InlineData("serverless.template", $"\"Arn\": \"{Arn}\"", $"\"Arn\": \"{Arn}\",\n          \"PerExecutionEnvironmentMaxConcurrency\": 4,\n          \"ExecutionEnvironmentMemoryGiBPerVCpu\": 4")]
    [InlineData("template.yaml", $"Arn: {Arn}\n", $"Arn: {Arn}\n        PerExecutionEnvironmentMaxConcurrency: 4  # mine\n        ExecutionEnvironmentMemoryGiBPerVCpu: 4\n")]
    public void What_a_person_adds_there_stays(string name, string written, string edited)
    {
        using Workbench bench = new(name);
        bench.Write([Long()], "--capacity-provider", Arn);
        Assert.Contains(written, bench.Text, StringComparison.Ordinal);
        bench.Text = bench.Text.Replace(written, edited, StringComparison.Ordinal);
        string edit = bench.Text;

        bench.Write([Long()], "--capacity-provider", Arn);
        Assert.Equal(edit, bench.Text);

        // The rest follows the build.
        bench.Write([Long()], "--capacity-provider", Arn.Replace("batch", "other", StringComparison.Ordinal));
        AssertJson(
            $$"""{ "Arn": "{{Arn.Replace("batch", "other", StringComparison.Ordinal)}}", "PerExecutionEnvironmentMaxConcurrency": 4, "ExecutionEnvironmentMemoryGiBPerVCpu": 4 }""",
            bench.Properties("SampleEncodingsWorker")["CapacityProviderConfig"]);
    }

    [Fact]
    public void A_job_that_becomes_short_again_leaves_nothing_behind()
    {
        using Workbench bench = new();
        using Workbench never = new();
        string shortened = Long().Replace("5400", "900", StringComparison.Ordinal);
        never.Write([shortened]);
        bench.Write([Long()], "--capacity-provider", Arn);

        bench.Write([shortened]);

        Assert.Equal(never.Text, bench.Text);
    }

    [Theory]
    [InlineData("write")]
    [InlineData("manifest")]
    public void Without_one_a_long_job_is_refused(string command)
    {
        using Workbench bench = new();
        string assembly = JobAssembly.Write(bench.Folder, "Sample", Long());

        Assert.Equal(1, bench.Run(command, "--assembly", assembly));

        Assert.Contains("error AJ2029: The job 'encodings' has a timeout of 5400 s, and Lambda itself ends an invocation after 900 s. Set AsyncJobsCapacityProvider ", bench.Errors, StringComparison.Ordinal);
        Assert.False(File.Exists(bench.Template));
    }

    [Fact]
    public void A_long_job_needs_the_memory_that_such_instances_have()
    {
        using Workbench bench = new();

        Assert.Equal(1, bench.Write([Long().Replace("4096", "2047", StringComparison.Ordinal)], "--capacity-provider", Arn));
        Assert.Contains("error AJ2029: The job 'encodings' has a timeout of 5400 s and 2047 MB of memory.", bench.Errors, StringComparison.Ordinal);
        Assert.Contains("2048 MB at least", bench.Errors, StringComparison.Ordinal);

        Assert.Equal(0, bench.Write([Long().Replace("4096", "2048", StringComparison.Ordinal)], "--capacity-provider", Arn));
    }

    [Theory]
    [InlineData("batch_1", "it must be the ARN of a capacity provider")]
    [InlineData("arn:aws:kms:eu-west-1:123456789012:key/1234abcd", "arn:aws:lambda:REGION:ACCOUNT:capacity-provider:NAME")]
    [InlineData("Topic", "'Topic' is of the type AWS::SNS::Topic in the template: it must be an AWS::Serverless::CapacityProvider or AWS::Lambda::CapacityProvider, or a parameter.")]
    [InlineData("Missing", "no parameter or resource 'Missing'")]
    public void What_is_none_is_told(string option, string expected)
    {
        using Workbench bench = new("template.yaml") { Text = WithProviders };

        Assert.Equal(1, bench.Write([JobAssembly.Job()], "--capacity-provider", option));

        Assert.Contains("error AJ2029: AsyncJobsCapacityProvider is '", bench.Errors, StringComparison.Ordinal);
        Assert.Contains(expected, bench.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_manifest_tells_other_tools_where_workers_run()
    {
        using Workbench bench = new();
        string assembly = JobAssembly.Write(bench.Folder, "Sample", [Long(), JobAssembly.Job()]);

        Assert.Equal(0, bench.Run("manifest", "--assembly", assembly, "--capacity-provider", Arn));

        JsonObject manifest = JsonNode.Parse(bench.Output)!.AsObject();
        AssertJson($$"""{ "arn": "{{Arn}}" }""", manifest["capacityProvider"]);
        Assert.Equal(
            ["encodings-work"],
            manifest["functions"]!.AsObject().Where(static function => function.Value!["capacityProvider"] is not null).Select(static function => function.Key));
        Assert.Equal(Arn, manifest["functions"]!["encodings-work"]!["capacityProvider"]!.ToString());

        Assert.Equal(1, bench.Run("manifest", "--assembly", assembly, "--capacity-provider", "Batch"));
        Assert.Contains("error AJ2029: --capacity-provider is 'Batch': names in a manifest are literal", bench.Errors, StringComparison.Ordinal);
    }

    private static string Long(string more = "") =>
        JobAssembly.Job("encodings", "/encodings", more, timeout: 5400).Replace("\"memorySize\":1024", "\"memorySize\":4096", StringComparison.Ordinal);

    private static void AssertJson(string expected, JsonNode? actual) => Assert.Equal(Canonical.Of(JsonNode.Parse(expected)), Canonical.Of(actual));
}
