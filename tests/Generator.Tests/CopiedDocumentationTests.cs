using AsyncJobs.Generator.Tests.Harness;

namespace AsyncJobs.Generator.Tests;

/// <summary>What a method's documentation becomes in what is generated, where the comment is not as it should be. The snapshots have the rest.</summary>
public sealed class CopiedDocumentationTests
{
    private const string Own = "/// <summary>Starts the job from code, without HTTP.</summary>";

    [Theory]
    [InlineData("/// <summary>Runs. <b>", "CS1570")]
    [InlineData("/// <summary></summary>", "CS1573")]
    [InlineData("/// <summary>\n/// <include file='a.xml' path='b'/>\n/// </summary>", "CS1589")]
    [InlineData("/// Runs.", "CS1591")]
    public void Without_a_text_that_can_be_read_there_is_our_own(string comment, string warning) =>
        Assert.Contains(Own, FileOf(comment, warning), StringComparison.Ordinal);

    [Fact]
    public void A_reference_that_the_compiler_did_not_find_is_plain_text() =>
        Assert.Contains("/// <summary>As <c>Nothing</c> does.</summary>", FileOf("/// <summary>As <see cref=\"Nothing\"/> does.</summary>", "CS1574"), StringComparison.Ordinal);

    [Fact]
    public void A_comment_in_xml_and_a_tab_are_left_out()
    {
        string file = FileOf("/// <summary>One<!-- two -->\tthree</summary>", "CS1591");

        Assert.Contains("/// <summary>One    three</summary>", file, StringComparison.Ordinal);
    }

    [Fact]
    public void A_compiler_that_reads_no_documentation_copies_none()
    {
        TestProject project = TestProject.Of(Source("/// <summary>Runs.</summary>"));
        GeneratorRun run = GeneratorRun.Plain(project, WithoutDocumentation(project));

        Assert.Contains(Own, run.FileOf("JobsRunJob"), StringComparison.Ordinal);
    }

    private static Microsoft.CodeAnalysis.CSharp.CSharpCompilation WithoutDocumentation(TestProject project)
    {
        Microsoft.CodeAnalysis.CSharp.CSharpCompilation compilation = project.Compile();
        return compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(compilation.SyntaxTrees.Select(tree =>
            tree.WithRootAndOptions(
                Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(
                    tree.GetText(), project.ParseOptions.WithDocumentationMode(Microsoft.CodeAnalysis.DocumentationMode.None)).GetRoot(),
                project.ParseOptions.WithDocumentationMode(Microsoft.CodeAnalysis.DocumentationMode.None))));
    }

    private static string FileOf(string comment, string warning) =>
        GeneratorRun.Strict(TestProject.Of(Source(comment)) with { UserWarnings = [warning, "CS1587", "CS1570"] }).FileOf("JobsRunJob");

    private static string Source(string comment) =>
        $$"""
        namespace Acme;

        public static class Jobs
        {
            {{comment}}
            [AsyncJob("POST /one")]
            public static void Run(int number, JobContext job) { }
        }
        """;
}
