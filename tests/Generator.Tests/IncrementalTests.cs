using AsyncJobs.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncJobs.Generator.Tests;

/// <summary>
/// What an edit costs. An output that is Cached is one for which the emitter was not called. Outputs are compared by position, so tests that take
/// a job away take the last one.
/// </summary>
public sealed class IncrementalTests
{
    private const int Jobs = 20;

    private const string Startup = """
        using Microsoft.Extensions.DependencyInjection;
        using System.Text.Json.Serialization;

        namespace Acme;

        internal static class Startup
        {
            [JobServices]
            internal static void Configure(IServiceCollection services) { }
        }

        [JsonSerializable(typeof(Order))]
        internal sealed partial class AcmeJson : JsonSerializerContext;

        public sealed record Order(int Id);

        public interface IClock;
        """;

    public static TheoryData<string, Func<string, string>> EditsThatChangeNoJob { get; } = new()
    {
        { "body", static text => text.Replace("/*body 7*/", "job.ToString();", StringComparison.Ordinal) },
        { "comment in front", static text => "// A new comment.\n" + text },
        { "comment beside the attribute", static text => text.Replace("[AsyncJob(", "/* why */ [AsyncJob(", StringComparison.Ordinal) },
        { "documentation", static text => text.Replace("public int Run7", "/// <summary>Runs.</summary>\n    public int Run7", StringComparison.Ordinal) },
        { "white space", static text => text.Replace("int id, Order order, ", "int id ,\n\n        Order   order,\n", StringComparison.Ordinal) },
        { "line ends", static text => text.Replace("\n", "\r\n", StringComparison.Ordinal) },
        { "a member", static text => text.Replace("/*member 7*/", "private static int Other() => 3;", StringComparison.Ordinal) },
        { "an attribute of another kind", static text => text.Replace("[AsyncJob(\"POST /run7", "[System.ComponentModel.Description(\"x\")][AsyncJob(\"POST /run7", StringComparison.Ordinal) },
        { "the attribute's form", static text => text.Replace("[AsyncJob(\"POST /run7/{id}\")]", "[AsyncJobs.AsyncJobAttribute(route: \"POST\" + \" /run7/{id}\", TimeoutSeconds = 450 * 2)]", StringComparison.Ordinal) },
        { "constructor body", static text => text.Replace("/*constructor 7*/", "GC.KeepAlive(clock);", StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(EditsThatChangeNoJob), DisableDiscoveryEnumeration = true)]
    public void An_edit_that_changes_no_job_emits_nothing(string edit, Func<string, string> apply)
    {
        Assert.NotEmpty(edit);

        Start().AfterEdit("File1.cs", apply).Steps.AssertNothingDone();
    }

    [Fact]
    public void An_edit_in_another_file_emits_nothing() =>
        Start().AfterEdit("File3.cs", static text => text + "\n\npublic sealed class More { public int Value => 3; }").Steps.AssertNothingDone();

    [Fact]
    public void A_file_without_jobs_that_comes_or_goes_emits_nothing()
    {
        GeneratorRun run = Start();
        SyntaxTree tree = CSharpSyntaxTree.ParseText("public static class Added;", (CSharpParseOptions)run.Input.SyntaxTrees[0].Options, "/project/Added.cs", cancellationToken: TestContext.Current.CancellationToken);
        GeneratorRun added = run.Again(run.Input.AddSyntaxTrees(tree));

        added.Steps.AssertNothingDone();
        added.Again(added.Input.RemoveSyntaxTrees(tree)).Steps.AssertNothingDone();
    }

    [Theory]
    [InlineData("POST /run7/{id}\")", "POST /run7/{id}\", TimeoutSeconds = 60)")]
    [InlineData("Run7(int id, ", "Run7(long id, ")]
    [InlineData("public int Run7(", "public string? Run7(")]
    [InlineData("public Class7(IClock", "internal Class7(IClock")]
    public void An_edit_of_one_job_emits_that_job(string before, string after)
    {
        GeneratorRun run = Start();
        GeneratorRun edited = run.AfterEdit("File1.cs", text => text.Replace(before, after, StringComparison.Ordinal).Replace("/*result 7*/0", after.Contains("string?", StringComparison.Ordinal) ? "null" : "0", StringComparison.Ordinal));

        if (before.StartsWith("public Class7", StringComparison.Ordinal))
        {
            edited.Steps.AssertNothingDone();
            return;
        }

        Assert.Equal(1, edited.Steps.CountModels(IncrementalStepRunReason.Modified, "Jobs"));
        Assert.Equal(Jobs - 1, edited.Steps.CountModels(IncrementalStepRunReason.Unchanged, "Jobs") + edited.Steps.CountModels(IncrementalStepRunReason.Cached, "Jobs"));
        Assert.Equal(1, edited.Steps.CountOutputs(IncrementalStepRunReason.Modified));
        Assert.Equal(run.Steps.Outputs.Length - 1, edited.Steps.CountOutputs(IncrementalStepRunReason.Cached));
        Assert.Single(run.Files, file => edited.Files[file.Key] != file.Value);
    }

    [Fact]
    public void A_new_job_emits_itself_and_the_list()
    {
        GeneratorRun run = Start();
        GeneratorRun edited = run.AfterEdit("File1.cs", static text => text + "\n\npublic static class New { [AsyncJob(\"POST /new\")] public static void Run(JobContext job) { } }");

        Assert.Equal(1, edited.Steps.CountModels(IncrementalStepRunReason.New, "Jobs"));
        Assert.Equal(Jobs, edited.Steps.CountOutputs(IncrementalStepRunReason.Cached));
        Assert.Equal(1, edited.Steps.CountOutputs(IncrementalStepRunReason.New));
        Assert.Equal(1, edited.Steps.CountOutputs(IncrementalStepRunReason.Modified));
        Assert.Equal(run.Files.Count + 1, edited.Files.Count);
    }

    [Fact]
    public void A_job_that_goes_takes_its_file_with_it()
    {
        GeneratorRun run = Start();
        GeneratorRun edited = run.AfterEdit("File1.cs", static text => text.Replace("[AsyncJob(\"POST /run9/{id}\")]", "", StringComparison.Ordinal));

        Assert.Equal(0, edited.Steps.CountOutputs(IncrementalStepRunReason.New));
        Assert.Equal(1, edited.Steps.CountOutputs(IncrementalStepRunReason.Modified));
        Assert.Equal(Jobs - 1, edited.Steps.CountOutputs(IncrementalStepRunReason.Cached));
        Assert.Equal(["Acme.Class9Run9Job.g.cs"], run.Files.Keys.Except(edited.Files.Keys));
    }

    [Fact]
    public void Another_name_of_the_services_method_emits_the_list_alone()
    {
        GeneratorRun run = Start();
        GeneratorRun edited = run.AfterEdit("File2.cs", static text => text.Replace("Configure(", "Compose(", StringComparison.Ordinal));

        Assert.Equal(0, edited.Steps.CountModels(IncrementalStepRunReason.Modified, "Jobs"));
        Assert.Equal(1, edited.Steps.CountOutputs(IncrementalStepRunReason.Modified));
        Assert.Equal(Jobs, edited.Steps.CountOutputs(IncrementalStepRunReason.Cached));
        Assert.Single(edited.Files.Values, static text => text.Contains("Startup.Compose", StringComparison.Ordinal));
    }

    [Fact]
    public void A_context_that_lists_one_more_type_emits_the_jobs_that_use_it()
    {
        GeneratorRun run = Start();
        GeneratorRun edited = run.AfterEdit(
            "File2.cs",
            static text => text.Replace("[JsonSerializable(typeof(Order))]", "[JsonSerializable(typeof(Order))][JsonSerializable(typeof(string[]))]", StringComparison.Ordinal));

        Assert.Equal(0, edited.Steps.CountModels(IncrementalStepRunReason.Modified, "Jobs"));
        Assert.Equal(0, edited.Steps.CountOutputs(IncrementalStepRunReason.Modified));
        Assert.Equal(run.Files, edited.Files);
    }

    [Fact]
    public void A_job_that_breaks_and_is_mended_leaves_its_neighbours_alone()
    {
        GeneratorRun run = Start();
        GeneratorRun broken = run.AfterEdit("File1.cs", static text => text.Replace("Run9(int id, ", "Run9(ref int id, ", StringComparison.Ordinal));
        GeneratorRun mended = broken.AfterEdit("File1.cs", static text => text.Replace("Run9(ref int id, ", "Run9(int id, ", StringComparison.Ordinal));

        Assert.Equal(Jobs - 1, broken.Steps.CountOutputs(IncrementalStepRunReason.Cached));
        Assert.Equal(Jobs - 1, mended.Steps.CountOutputs(IncrementalStepRunReason.Cached));
        Assert.Equal(run.Files, mended.Files);
    }

    private static GeneratorRun Start()
    {
        string jobs = string.Concat(Enumerable.Range(0, Jobs).Select(static i => $$"""


            public sealed class Class{{i}}
            {
                public Class{{i}}(IClock clock) { /*constructor {{i}}*/ }

                [AsyncJob("POST /run{{i}}/{id}")]
                public int Run{{i}}(int id, Order order, JobContext job)
                {
                    /*body {{i}}*/
                    return /*result {{i}}*/0;
                }

                /*member {{i}}*/
            }
            """));
        return GeneratorRun.Strict("namespace Acme;" + jobs, Startup, "public static class Unrelated;");
    }
}
