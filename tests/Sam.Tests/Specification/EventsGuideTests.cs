using System.Text.Json.Nodes;
using AsyncJobs.Sam.Plan;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Sam.Tests.Specification;

/// <summary>The resources of docs/guides/events.md, in a template that the build has written for the guide's jobs.</summary>
public sealed class EventsGuideTests
{
    private static readonly string[] s_jobs = ["nightly-report", "pack-order", "read-upload"];

    [Fact]
    public async Task The_guide_s_resources_fit_into_the_template_and_stay()
    {
        using Workbench bench = new("template.yaml");
        Write(bench);
        string functions = string.Join('\n', Blocks().SelectMany(static block => block.Split('\n')).Select(static line => "  " + line));
        bench.Text = bench.Text.Replace("Resources:\n", "Resources:\n" + functions + "\n", StringComparison.Ordinal);

        Write(bench);

        Assert.Contains(functions, bench.Text, StringComparison.Ordinal);
        Assert.Equal("", await SpecificationTests.ValidateAsync(TemplateYaml.Read(bench.Text)));
    }

    [Fact]
    public void Each_function_may_do_what_starting_a_job_takes_and_no_more()
    {
        using Workbench bench = new("template.yaml");
        bench.Text = "Resources:\n" + string.Join('\n', Blocks().SelectMany(static block => block.Split('\n')).Select(static line => "  " + line)) + "\n";
        JsonNode[] functions = [.. bench.Resources.Select(static resource => resource.Value!).Where(static resource => $"{resource["Type"]}" == "AWS::Serverless::Function")];

        Assert.Equal(3, functions.Length);
        Assert.All(functions, static function =>
        {
            JsonArray statements = function["Properties"]!["Policies"]![0]!["Statement"]!.AsArray();
            Assert.Equal(FunctionPlans.StartActions, statements[0]!["Action"]!.AsArray().Select(static action => action!.ToString()));
            Assert.Equal("lambda:InvokeFunction", statements[1]!["Action"]!.ToString());
            Assert.Equal(2, statements.Count);
        });
    }

    private static void Write(Workbench bench) =>
        Assert.Equal(0, bench.WriteAs("MyJobs", [.. s_jobs.Select(static job => JobAssembly.RoutelessJob(job))]));

    private static string[] Blocks()
    {
        string page = File.ReadAllText(Path.Combine(SpecificationTests.Repository, "docs", "guides", "events.md")).ReplaceLineEndings("\n");
        return [.. page.Split("```").Where(static (part, i) => i % 2 == 1 && part.StartsWith("yaml\n", StringComparison.Ordinal)).Select(static part => part["yaml\n".Length..].TrimEnd())];
    }
}
