using System.Reflection;
using System.Text.Json.Nodes;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Sam.Tests.Specification;

/// <summary>What is written is what CloudFormation's own specification of its resources allows.</summary>
public sealed class SpecificationTests
{
    internal static string Repository =>
        typeof(SpecificationTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "RepositoryRoot").Value!;

    [Theory]
    [InlineData("serverless.template", "--api", "http")]
    [InlineData("template.yaml", "--api", "http", "--alarms", "true", "--alarm-topic", "arn:aws:sns:eu-west-1:123456789012:pager", "--tracing", "true")]
    [InlineData("template.yaml", "--api", "rest", "--authorizer", "Users", "--architecture", "arm64", "--retain-table", "false")]
    [InlineData("serverless.template", "--native", "true", "--log-days", "0")]
    [InlineData("serverless.template", "--payload-bucket", "true")]
    [InlineData("template.yaml", "--queue", "false")]
    [InlineData("serverless.template", "--cors-origins", "https://app.example.com")]
    [InlineData("serverless.template", "--list", "true")]
    [InlineData("template.yaml", "--list", "true", "--list-all", "true", "--purge", "true", "--api", "rest")]
    [InlineData("template.yaml", "--payload-bucket", "shop-${AWS::Region}/jobs")]
    [InlineData("serverless.template", "--log-groups", "shared", "--roles", "shared", "--alarms", "true", "--worker-names", "byJob", "--tracing", "true")]
    public async Task What_is_written_is_valid(string name, params string[] options)
    {
        using Workbench bench = new(name);
        Assert.Equal(0, bench.Write([JobAssembly.Job(), JobAssembly.Job("steps", "/steps", "\"hasState\":true")], options));

        Assert.Equal("", await ValidateAsync(bench.Value));
    }

    [Theory]
    [InlineData("serverless.template")]
    [InlineData("template.yaml", "--payload-bucket", "true", "--max-unfinished", "7")]
    public async Task What_is_written_for_jobs_that_start_jobs_is_valid(string name, params string[] options)
    {
        using Workbench bench = new(name);
        Assert.Equal(0, bench.Write(StartGraphs.Of("one: two, one", "two: three", "three+: one, four", "four: five", "five:"), options));

        Assert.Equal("", await ValidateAsync(bench.Value));
    }

    [Fact]
    public async Task The_sample_is_valid()
    {
        string text = await File.ReadAllTextAsync(Path.Combine(Repository, "sample", "serverless.template"), TestContext.Current.CancellationToken);

        Assert.Equal("", await ValidateAsync(JsonNode.Parse(text)!));
    }

    [Theory]
    [InlineData("\"MemorySize\":512", "\"MemorySiz\":512", "no property MemorySiz")]
    [InlineData("\"Timeout\":30", "\"Timeout\":\"soon\"", "is not a number")]
    [InlineData("\"KeySchema\"", "\"Keys\"", "KeySchema is missing")]
    [InlineData("\"ProjectionType\":\"KEYS_ONLY\"", "\"Projected\":\"KEYS_ONLY\"", "no property Projected")]
    [InlineData("\"ExpirationInDays\":2", "\"ExpirationDays\":2", "no property ExpirationDays")]
    [InlineData("\"MessageRetentionPeriod\"", "\"RetentionPeriod\"", "no property RetentionPeriod")]
    [InlineData("\"MaximumConcurrency\"", "\"MaxConcurrency\"", "no property MaxConcurrency")]
    [InlineData("{\"Ref\":\"AsyncJobsTable\"}", "{\"Ref\":\"Elsewhere\"}", "there is no Elsewhere")]
    public async Task What_is_wrong_is_found(string right, string wrong, string fault)
    {
        using Workbench bench = new();
        bench.Write([JobAssembly.Job()], "--payload-bucket", "true", "--list", "true");

        Assert.Contains(fault, await ValidateAsync(JsonNode.Parse(bench.Value.ToJsonString().Replace(right, wrong, StringComparison.Ordinal))!), StringComparison.Ordinal);
    }

    internal static Task<string> ValidateAsync(JsonNode template) =>
        ResourceSpecification.ValidateAsync(Path.Combine(Repository, "tests", "Sam.Tests", "Specification", "validate.mjs"), template);
}
