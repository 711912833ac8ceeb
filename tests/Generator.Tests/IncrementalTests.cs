using AsyncJobs.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncJobs.Generator.Tests;

/// <summary>What an edit costs, with each job in a file of its own. An output that is Cached is one for which the emitter was not called.</summary>
public sealed class IncrementalTests
{
    private const int Jobs = 20;

    // The output for libraries that the project references, which no job touches.
    private const int Glue = 1;

    private const string FileOfJob7 = "File8.cs";
    private const string FileOfStartup = "File21.cs";
    private const string UnrelatedFile = "File22.cs";

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

    // Runs are immutable, so that every test can go on from the same one.
    private static readonly GeneratorRun s_start = Start();

    public static TheoryData<string, Func<string, string>> EditsThatChangeNoJob { get; } = new()
    {
        { "body", static text => text.Replace("/*body 7*/", "job.ToString();", StringComparison.Ordinal) },
        { "comment in front", static text => "// A new comment.\n" + text },
        { "comment beside the attribute", static text => text.Replace("[AsyncJob(", "/* why */ [AsyncJob(", StringComparison.Ordinal) },
        { "white space", static text => text.Replace("int id, Order order, ", "int id ,\n\n        Order   order,\n", StringComparison.Ordinal) },
        { "line ends", static text => text.Replace("\n", "\r\n", StringComparison.Ordinal) },
        { "a member", static text => text.Replace("/*member 7*/", "private static int Other() => 3;", StringComparison.Ordinal) },
        { "an attribute of another kind", static text => text.Replace("[AsyncJob(\"POST /run7", "[System.ComponentModel.Description(\"x\")][AsyncJob(\"POST /run7", StringComparison.Ordinal) },
        { "the attribute's form", static text => text.Replace("[AsyncJob(\"POST /run7/{id}\")]", "[AsyncJobs.AsyncJobAttribute(route: \"POST\" + \" /run7/{id}\", TimeoutSeconds = 450 * 2)]", StringComparison.Ordinal) },
        { "constructor's access", static text => text.Replace("public Class7(IClock", "internal Class7(IClock", StringComparison.Ordinal) },
        { "constructor body", static text => text.Replace("/*constructor 7*/", "GC.KeepAlive(clock);", StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(EditsThatChangeNoJob), DisableDiscoveryEnumeration = true)]
    public void An_edit_that_changes_no_job_emits_nothing(string edit, Func<string, string> apply)
    {
        Assert.NotEmpty(edit);

        s_start.AfterEdit(FileOfJob7, apply).Steps.AssertNothingDone();
    }

    [Fact]
    public void An_edit_in_another_file_emits_nothing() =>
        s_start.AfterEdit(UnrelatedFile, static text => text + "\n\npublic sealed class More { public int Value => 3; }").Steps.AssertNothingDone();

    [Fact]
    public void A_file_without_jobs_that_comes_or_goes_emits_nothing()
    {
        GeneratorRun run = s_start;
        SyntaxTree tree = CSharpSyntaxTree.ParseText("public static class Added;", (CSharpParseOptions)run.Input.SyntaxTrees[0].Options, "/project/Added.cs", cancellationToken: TestContext.Current.CancellationToken);
        GeneratorRun added = run.Again(run.Input.AddSyntaxTrees(tree));

        added.Steps.AssertNothingDone();
        added.Again(added.Input.RemoveSyntaxTrees(tree)).Steps.AssertNothingDone();
    }

    [Theory]
    [InlineData("POST /run7/{id}\")", "POST /run7/{id}\", TimeoutSeconds = 60)")]
    [InlineData("POST /run7/{id}\")", "POST /run7/{id}\", Authorizer = \"Login\")")]
    [InlineData("Run7(int id, ", "Run7(long id, ")]
    [InlineData("public int Run7(", "public int? Run7(")]
    [InlineData("[AsyncJob(\"POST /run7", "/// <summary>Runs.</summary>\n    [AsyncJob(\"POST /run7")]
    [InlineData("Class7(IClock clock)", "Class7(JobContext context)")]
    public void An_edit_of_one_job_emits_that_job(string before, string after)
    {
        GeneratorRun run = s_start;
        GeneratorRun edited = run.AfterEdit(FileOfJob7, text => text.Replace(before, after, StringComparison.Ordinal));

        Assert.Equal(1, edited.Steps.CountModels(IncrementalStepRunReason.Modified, "Jobs"));
        Assert.Equal(Jobs - 1, edited.Steps.CountModels(IncrementalStepRunReason.Unchanged, "Jobs") + edited.Steps.CountModels(IncrementalStepRunReason.Cached, "Jobs"));
        Assert.Equal(1, edited.Steps.CountOutputs(IncrementalStepRunReason.Modified));
        Assert.Equal(run.Steps.Outputs.Length - 1, edited.Steps.CountOutputs(IncrementalStepRunReason.Cached));
        Assert.Single(run.Files, file => edited.Files[file.Key] != file.Value);
    }

    [Theory]
    [InlineData("Aaa")]
    [InlineData("Class7a")]
    [InlineData("Zzz")]
    public void A_new_job_emits_itself_and_the_list(string type)
    {
        GeneratorRun run = s_start;
        GeneratorRun edited = run.AfterEdit(
            UnrelatedFile,
            text => text + "\n\npublic static class " + type + " { [AsyncJob(\"POST /new\")] public static void Run(JobContext job) { } }");

        Assert.Equal(1, edited.Steps.CountModels(IncrementalStepRunReason.New, "Jobs"));
        Assert.Equal(Jobs + Glue, edited.Steps.CountOutputs(IncrementalStepRunReason.Cached));
        Assert.Equal(1, edited.Steps.CountOutputs(IncrementalStepRunReason.New));
        Assert.Equal(1, edited.Steps.CountOutputs(IncrementalStepRunReason.Modified));
        Assert.Equal(run.Files.Count + 1, edited.Files.Count);
    }

    [Fact]
    public void A_job_that_goes_takes_its_file_with_it()
    {
        GeneratorRun run = s_start;
        GeneratorRun edited = run.AfterEdit(FileOfJob7, static text => text.Replace("[AsyncJob(\"POST /run7/{id}\")]", "", StringComparison.Ordinal));

        Assert.Equal(0, edited.Steps.CountOutputs(IncrementalStepRunReason.New));
        Assert.Equal(1, edited.Steps.CountOutputs(IncrementalStepRunReason.Modified));
        Assert.Equal(Jobs - 1 + Glue, edited.Steps.CountOutputs(IncrementalStepRunReason.Cached));
        Assert.Equal(["Acme.Class7Run7Job.g.cs"], run.Files.Keys.Except(edited.Files.Keys));
    }

    [Fact]
    public void Another_name_of_the_services_method_emits_the_list_alone()
    {
        GeneratorRun run = s_start;
        GeneratorRun edited = run.AfterEdit(FileOfStartup, static text => text.Replace("Configure(", "Compose(", StringComparison.Ordinal));

        Assert.Equal(0, edited.Steps.CountModels(IncrementalStepRunReason.Modified, "Jobs"));
        Assert.Equal(1, edited.Steps.CountOutputs(IncrementalStepRunReason.Modified));
        Assert.Equal(Jobs + Glue, edited.Steps.CountOutputs(IncrementalStepRunReason.Cached));
        Assert.Single(edited.Files.Values, static text => text.Contains("Startup.Compose", StringComparison.Ordinal));
    }

    [Fact]
    public void A_context_that_lists_one_more_type_emits_the_jobs_that_use_it()
    {
        GeneratorRun run = s_start;
        GeneratorRun edited = run.AfterEdit(
            FileOfStartup,
            static text => text.Replace("[JsonSerializable(typeof(Order))]", "[JsonSerializable(typeof(Order))][JsonSerializable(typeof(string[]))]", StringComparison.Ordinal));

        Assert.Equal(0, edited.Steps.CountModels(IncrementalStepRunReason.Modified, "Jobs"));
        Assert.Equal(0, edited.Steps.CountOutputs(IncrementalStepRunReason.Modified));
        Assert.Equal(run.Files, edited.Files);
    }

    [Fact]
    public void A_job_that_breaks_and_is_mended_leaves_its_neighbours_alone()
    {
        GeneratorRun run = s_start;
        GeneratorRun broken = run.AfterEdit(FileOfJob7, static text => text.Replace("Run7(int id, ", "Run7(ref int id, ", StringComparison.Ordinal));
        GeneratorRun mended = broken.AfterEdit(FileOfJob7, static text => text.Replace("Run7(ref int id, ", "Run7(int id, ", StringComparison.Ordinal));

        Assert.Equal(Jobs - 1 + Glue, broken.Steps.CountOutputs(IncrementalStepRunReason.Cached));
        Assert.Equal(Jobs - 1 + Glue, mended.Steps.CountOutputs(IncrementalStepRunReason.Cached));
        Assert.Equal(run.Files, mended.Files);
    }

    // Each class keeps another attribute: files are told apart by position among those with attributes, and that is the compiler's part.
    private static GeneratorRun Start()
    {
        IEnumerable<string> jobs = Enumerable.Range(0, Jobs).Select(static i => $$"""
            namespace Acme;

            [System.ComponentModel.Description("")]
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
            """);
        return GeneratorRun.Strict([.. jobs, Startup, "public static class Unrelated;"]);
    }
}
