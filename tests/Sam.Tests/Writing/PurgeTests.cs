using System.Text.Json.Nodes;
using Xunit;

namespace AsyncJobs.Sam.Tests.Writing;

/// <summary>Whether callers may remove their jobs, as a build hands it to the status function.</summary>
public sealed class PurgeTests
{
    private const string Variable = "ASYNCJOBS_PURGE";

    [Theory]
    [InlineData("serverless.template")]
    [InlineData("template.yaml")]
    public void The_status_function_alone_is_told_and_may_do_it(string name)
    {
        using Workbench bench = Workbench.PerJob(name);
        bench.Write([JobAssembly.Job()]);
        string off = bench.Text;

        Assert.Equal(0, bench.Write([JobAssembly.Job()], "--purge", "true"));

        Assert.Equal("true", VariableOf(bench, "SampleJobStatus")?.GetValue<string>());
        Assert.All(["SampleSummariesAccept", "SampleSummariesWorker", "SampleJobSettle"], id => Assert.Null(VariableOf(bench, id)));
        Assert.Equal(["dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:PutItem"], ActionsOf(bench, "SampleJobStatus"));
        Assert.Equal(["dynamodb:GetItem", "dynamodb:UpdateItem"], ActionsOf(bench, "SampleJobSettle"));

        // Off again, not one permission is left.
        bench.Write([JobAssembly.Job()]);
        Assert.Equal(off, bench.Text);
        bench.Write([JobAssembly.Job()], "--purge", "false");
        Assert.Equal(off, bench.Text);
    }

    [Fact]
    public void A_manifest_for_other_tools_tells_the_same()
    {
        using Workbench bench = Workbench.PerJob();
        string assembly = JobAssembly.Write(bench.Folder, "Sample", JobAssembly.Job());

        Assert.Equal(0, bench.Run("manifest", "--assembly", assembly, "--purge", "true", "--payload-bucket", "true"));

        JsonNode functions = JsonNode.Parse(bench.Output)!["functions"]!;
        Assert.Equal("true", functions["status"]!["environment"]![Variable]!.ToString());
        Assert.Null(functions["settle"]!["environment"]![Variable]);
        Assert.Equal(
            ["dynamodb:GetItem,dynamodb:UpdateItem,dynamodb:DeleteItem,dynamodb:PutItem", "s3:DeleteObject */input-*", "s3:GetObject,s3:DeleteObject */result-*", "s3:ListBucket"],
            functions["status"]!["permissions"]!.AsArray().Select(permission =>
                $"{string.Join(',', permission!["actions"]!.AsArray())} {permission["objects"]}".Trim()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("yes")]
    public void What_is_neither_on_nor_off_is_an_error(string value)
    {
        using Workbench bench = new();

        Assert.Equal(1, bench.Write([JobAssembly.Job()], "--purge", value));
        Assert.Contains("error AJ2001: AsyncJobsPurge must be true or false.", bench.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, true, "which have AsyncJobsPurge off, and those of Second have it on: callers cannot remove them.")]
    [InlineData(true, false, "which have AsyncJobsPurge on, and those of Second have it off: callers can remove them.")]
    [InlineData(true, true, null)]
    [InlineData(false, false, null)]
    public void Two_assemblies_that_say_different_things_are_told_that_they_share_the_URL_of_jobs(bool first, bool second, string? expected)
    {
        using Workbench bench = new("template.yaml");
        bench.WriteAs("First", [JobAssembly.Job("one", "/one")], Purge(first));

        Assert.Equal(0, bench.WriteAs("Second", [JobAssembly.Job("two", "/two")], Purge(second)));

        if (expected is null)
            Assert.Equal("", bench.Errors);
        else
            Assert.Contains($"{bench.Template}: warning AJ2021: /jobs/{{id}} belongs to the jobs of First, {expected}", bench.Errors, StringComparison.Ordinal);

        static string[] Purge(bool isOn) => isOn ? ["--purge", "true"] : [];
    }

    private static JsonNode? VariableOf(Workbench bench, string function) => bench.Properties(function)["Environment"]!["Variables"]![Variable];

    private static IEnumerable<string> ActionsOf(Workbench bench, string function) =>
        bench.Properties(function)["Policies"]![0]!["Statement"]![0]!["Action"]!.AsArray().Select(action => action!.ToString());
}
