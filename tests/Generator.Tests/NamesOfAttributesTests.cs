using AsyncJobs.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncJobs.Generator.Tests;

/// <summary>A job is found by whatever name its attribute is written, also where another file says what the name means.</summary>
public sealed class NamesOfAttributesTests
{
    private const string Job = "namespace Acme; public static class Jobs { [NAME(\"POST /one\")] public static void Run(JobContext job) { } }";

    public static TheoryData<string, string> Names { get; } = new()
    {
        { "AsyncJob", "" },
        { "AsyncJobAttribute", "" },
        { "AsyncJobs.AsyncJob", "" },
        { "global::AsyncJobs.AsyncJobAttribute", "" },
        { "\\u0041syncJob", "" },
        { "@AsyncJobAttribute", "" },
        { "Endpoint", "using Endpoint = AsyncJobs.AsyncJobAttribute;\n" },
        { "Endpoint", "using EndpointAttribute = AsyncJobs.AsyncJobAttribute;\n" },
        { "Endpoint", "using Endpoint = global::AsyncJobs.AsyncJobAttribute;\n" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_job_is_found_by_every_name_of_its_attribute(string name, string usings) =>
        Assert.NotNull(GeneratorRun.Strict(usings + Job.Replace("NAME", name, StringComparison.Ordinal)).FileOf("JobsRunJob"));

    [Fact]
    public void An_alias_within_a_namespace_holds_there() => Assert.NotNull(GeneratorRun.Strict(
        "namespace Acme { using Endpoint = AsyncJobs.AsyncJobAttribute; public static class Jobs "
        + "{ [Endpoint(\"POST /one\")] public static void Run(JobContext job) { } } }").FileOf("JobsRunJob"));

    [Fact]
    public void A_job_comes_and_goes_with_an_alias_that_another_file_declares_for_all()
    {
        GeneratorRun without = GeneratorRun.Plain(TestProject.Of(Job.Replace("NAME", "Endpoint", StringComparison.Ordinal)));
        SyntaxTree usings = CSharpSyntaxTree.ParseText(
            "global using EndpointAttribute = AsyncJobs.AsyncJobAttribute;",
            (CSharpParseOptions)without.Input.SyntaxTrees[0].Options,
            "/project/Usings.cs",
            cancellationToken: TestContext.Current.CancellationToken);

        GeneratorRun with = without.Again(without.Input.AddSyntaxTrees(usings));

        Assert.DoesNotContain(without.Files.Keys, static file => file.EndsWith("RunJob.g.cs", StringComparison.Ordinal));
        Assert.NotNull(with.FileOf("JobsRunJob"));
        Assert.Equal(without.Files, with.Again(without.Input).Files);
    }

    [Fact]
    public void An_attribute_of_the_same_name_from_elsewhere_makes_no_job() => Assert.DoesNotContain(
        GeneratorRun.Plain(TestProject.Of(
            "namespace Acme; public sealed class AsyncJobAttribute(string route) : System.Attribute { public string Route => route; }\n"
            + "public static class Jobs { [AsyncJob(\"POST /one\")] public static void Run(JobContext job) { } }")).Files.Keys,
        static file => file.EndsWith("RunJob.g.cs", StringComparison.Ordinal));

    [Fact]
    public void A_type_that_changes_in_another_file_changes_the_job_that_uses_it()
    {
        GeneratorRun run = GeneratorRun.Plain(TestProject.Of(
            "namespace Acme; public static class Jobs { [AsyncJob(\"POST /one\")] public static void Run(Kind kind, JobContext job) { } }",
            "namespace Acme; public enum Kind { First }"));

        GeneratorRun edited = run.AfterEdit(
            "File2.cs",
            static text => text.Replace("public enum Kind { First }", "public sealed record Kind(int Id);", StringComparison.Ordinal));

        Assert.NotEqual(run.FileOf("JobsRunJob"), edited.FileOf("JobsRunJob"));
    }
}
