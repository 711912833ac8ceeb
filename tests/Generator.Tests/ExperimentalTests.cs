using AsyncJobs.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Tests;

/// <summary>What attributes say of each use of a type or method, and who is told.</summary>
public sealed class ExperimentalTests
{
    [Theory]
    [InlineData("[Experimental(\"EXP1\")]", "")]
    [InlineData("", "[Experimental(\"EXP1\")]")]
    public void A_job_that_is_experimental_is_so_for_those_who_start_it(string onMethod, string onClass)
    {
        TestProject project = TestProject.Of(
            $$"""
            using System.Diagnostics.CodeAnalysis;

            namespace Acme;

            {{onClass}}
            public static class Jobs
            {
                {{onMethod}}
                [AsyncJob("POST /reports")]
                public static int Run(JobContext job) => 1;
            }

            public static class Starter
            {
                public static async Task StartAsync() => await JobsRunJob.StartAsync();
            }
            """) with
        {
            UserWarnings = ["EXP1"],
        };

        GeneratorRun run = GeneratorRun.Strict(project);

        Assert.Contains("[global::System.Diagnostics.CodeAnalysis.Experimental(\"EXP1\")]\n    public static class JobsRunJob", run.FileOf("JobsRunJob"), StringComparison.Ordinal);
        Diagnostic told = Assert.Single(run.Output.GetDiagnostics(TestContext.Current.CancellationToken), static diagnostic => diagnostic is { Id: "EXP1", IsSuppressed: false });
        Assert.Equal("/project/File1.cs", told.Location.SourceTree!.FilePath);
    }

    [Fact]
    public void The_address_of_its_page_goes_along()
    {
        GeneratorRun run = GeneratorRun.Strict(
            """
            public static class Jobs
            {
                [System.Diagnostics.CodeAnalysis.Experimental("EXP1", UrlFormat = "https://example.com/{0}")]
                [AsyncJob("POST /reports")]
                public static int Run(JobContext job) => 1;
            }
            """);

        Assert.Contains("Experimental(\"EXP1\", UrlFormat = \"https://example.com/{0}\")]", run.FileOf("JobsRunJob"), StringComparison.Ordinal);
        Assert.Contains("#pragma warning disable EXP1 ", run.FileOf("AppJobs"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public static void Run(New body, JobContext job) { }")]
    [InlineData("public static Task<List<New[]>> Run(JobContext job) => Task.FromResult(new List<New[]>());")]
    [InlineData("public static void Run([FromServices] INew service, JobContext job) { }")]
    [InlineData("public static void Run(New.Inner body, JobContext job) { }")]
    [InlineData("public static void Run([FromQuery] NewKind kind, JobContext job) { }")]
    public void Types_that_are_experimental_are_told_of_where_the_job_uses_them(string method) => AssertTold("EXP1", method);

    [Fact]
    public void So_are_the_state_and_what_the_constructor_takes()
    {
        AssertTold("EXP1", "public static void Run(JobContext job) { }", "State = typeof(New)");
        AssertTold("EXP1", "public Jobs(INew service) { } public void Run(JobContext job) { }");
    }

    [Fact]
    public void What_is_obsolete_with_an_id_of_its_own_is_told_of_where_the_job_uses_it() =>
        AssertTold("OLD1", "public static void Run(Aged body, JobContext job) { }");

    [Fact]
    public void An_experimental_assembly_marks_all_its_types()
    {
        MetadataReference library = GeneratorRun.Plain(
            TestProject.Of("[assembly: System.Diagnostics.CodeAnalysis.Experimental(\"EXP2\")] namespace Fresh { public class Report { } }") with { AssemblyName = "Fresh" })
            .ToReference();

        AssertTold("EXP2", "public static void Run(Fresh.Report body, JobContext job) { }", "", library);
    }

    [Fact]
    public void A_method_of_services_may_be_experimental()
    {
        GeneratorRun run = GeneratorRun.Strict(
            """
            public sealed class Jobs(IFormatProvider format)
            {
                [AsyncJob("POST /reports")]
                public string Run(JobContext job) => $"{format}";
            }

            public static class Startup
            {
                [System.Diagnostics.CodeAnalysis.Experimental("EXP3")]
                [JobServices]
                public static void Configure(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }
            }
            """);

        Assert.Contains("#pragma warning disable EXP3 ", run.FileOf("AppJobs"), StringComparison.Ordinal);
    }

    private static void AssertTold(string id, string method, string property = "", params MetadataReference[] references)
    {
        int end = method.IndexOf("public Jobs", StringComparison.Ordinal) < 0 ? 0 : method.IndexOf("public void", StringComparison.Ordinal);
        TestProject project = TestProject.Of(
            $$"""
            public sealed class Jobs
            {
                {{method[..end]}}
                [AsyncJob("POST /reports"{{(property.Length > 0 ? ", " + property : "")}})]
                {{method[end..]}}
            }

            public static class Startup
            {
                [JobServices]
                public static void Configure(Microsoft.Extensions.DependencyInjection.IServiceCollection services) { }
            }

            [System.Diagnostics.CodeAnalysis.Experimental("EXP1")] public class New { public class Inner { } }
            [System.Diagnostics.CodeAnalysis.Experimental("EXP1")] public interface INew { }
            [System.Diagnostics.CodeAnalysis.Experimental("EXP1")] public enum NewKind { One }
            [Obsolete("Old", DiagnosticId = "OLD1")] public class Aged { }
            """) with
        {
            UserWarnings = [id],
            References = [.. references],
        };

        GeneratorRun run = GeneratorRun.Strict(project);

        Assert.Contains(run.Output.GetDiagnostics(TestContext.Current.CancellationToken), diagnostic => diagnostic.Id == id && diagnostic.Location.SourceTree!.FilePath == "/project/File1.cs");
        Assert.Contains($"#pragma warning disable {id} ", run.FileOf("JobsRunJob"), StringComparison.Ordinal);
    }
}
