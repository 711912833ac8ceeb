using Xunit;

namespace AsyncJobs.Client.Tests;

public sealed class GuideTests
{
    private static readonly string[] s_compiled = ["GuideSnippets.cs", "LinkPage.cs", "MadeUpJob.cs", "MockTests.cs", "TypedCallTests.cs"];

    [Fact]
    public void The_code_of_the_guide_compiles()
    {
        string compiled = Plain(string.Join('\n', s_compiled.Select(Read)));
        string[] parts = Read("client.md").Split("```");

        string[] snippets = [.. parts.Where((part, i) => i % 2 == 1 && part.StartsWith("csharp\n", StringComparison.Ordinal))];

        Assert.NotEmpty(snippets);
        Assert.All(snippets, snippet => Assert.Contains(Plain(snippet["csharp".Length..]), compiled, StringComparison.Ordinal));
    }

    private static string Read(string name)
    {
        using StreamReader reader = new(typeof(GuideTests).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    // The same lines in the same order; how deep they stand does not matter.
    private static string Plain(string code) =>
        string.Join('\n', code.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));
}
