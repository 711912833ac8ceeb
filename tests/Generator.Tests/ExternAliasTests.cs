using AsyncJobs.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Tests;

/// <summary>Types that a project can name only behind an alias of its own.</summary>
public sealed class ExternAliasTests
{
    private const string Library = """
        namespace Old
        {
            public class Report { public List<Report> Parts { get; set; } = []; public enum Kind { Short, Long } }

            public interface IClock { }
        }
        """;

    private const string Jobs = """
        extern alias NAME;

        using AsyncJobs;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Microsoft.Extensions.DependencyInjection;
        using AsyncJobs.Parameters;

        namespace Acme;

        public sealed class Jobs
        {
            public Jobs(NAME::Old.IClock clock, [FromKeyedServices(NAME::Old.Report.Kind.Long)] NAME::Old.IClock other) { }

            [AsyncJob("POST /reports", State = typeof(NAME::Old.Report))]
            public Task<Dictionary<string, NAME::Old.Report?[]>> Make(
                NAME::Old.Report? report, [FromServices] NAME::Old.IClock third, JobContext job,
                NAME::Old.Report.Kind kind = NAME::Old.Report.Kind.Long) => Task.FromResult(new Dictionary<string, NAME::Old.Report?[]>());

            [AsyncJob("POST /others")]
            public static string Other(int id, JobContext job) => "";
        }

        public static class Startup
        {
            [JobServices]
            public static void Configure(IServiceCollection services) { }
        }
        """;

    [Theory]
    [InlineData("NJ")]
    [InlineData("Tasks")]
    [InlineData("Jobs")]
    public void They_are_body_result_service_and_state(string alias)
    {
        string source = Jobs.Replace("NAME", alias, StringComparison.Ordinal);
        TestProject project = new() { Files = [("/project/Jobs.cs", source)], References = [Reference(alias)] };

        GeneratorRun run = GeneratorRun.Strict(project);

        string file = run.FileOf("JobsMakeJob");
        Assert.Contains($"extern alias {alias};\n", file, StringComparison.Ordinal);
        Assert.Contains($"{alias}::Old.Report? report", file, StringComparison.Ordinal);
        Assert.Contains($"{alias}::Old.Report.Kind.Long", file, StringComparison.Ordinal);
        Assert.DoesNotContain("extern alias", run.FileOf("JobsOtherJob"), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_an_assembly_that_is_referenced_without_one_too_none_is_used()
    {
        TestProject project = TestProject.Of(
            """
            public static class Jobs
            {
                [AsyncJob("POST /reports")]
                public static void Run(Old.Report report, JobContext job) { }
            }
            """) with
        {
            References = [Reference("global", "NJ")],
        };

        Assert.Contains("global::Old.Report", GeneratorRun.Strict(project).FileOf("JobsRunJob"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_context_is_found_for_them()
    {
        const string source = """
            extern alias NJ;

            using AsyncJobs;

            namespace Acme;

            public static class Jobs
            {
                [AsyncJob("POST /reports")]
                public static void Run(NJ::Old.Report[] reports, JobContext job) { }
            }

            [System.Text.Json.Serialization.JsonSerializable(typeof(NJ::Old.Report[]))]
            internal sealed partial class Json : System.Text.Json.Serialization.JsonSerializerContext;
            """;
        GeneratorRun run = GeneratorRun.Plain(new TestProject { Files = [("/project/Jobs.cs", source)], References = [Reference("NJ")] });

        Assert.Contains("From<NJ::Old.Report[]>(global::Acme.Json.Default)", run.FileOf("JobsRunJob"), StringComparison.Ordinal);
    }

    private static MetadataReference Reference(params string[] aliases) =>
        GeneratorRun.Plain(TestProject.Of(Library) with { AssemblyName = "Old" }).ToReference(aliases);
}
