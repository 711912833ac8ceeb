using Xunit;

namespace AsyncJobs.Testing.Tests.Guide;

/// <summary>
/// The code of docs/guides/testing.md, of docs/guides/events.md and of the package's page, src/Testing/README.md, is that of tests which run.
/// </summary>
public sealed class GuideTests
{
    [Theory]
    [InlineData("testing.md")]
    [InlineData("README.md")]
    [InlineData("events.md")]
    public void The_code_of_the_page_runs(string page)
    {
        string run = Plain(Read("Reports.cs") + Read("Totals.cs") + Read("ReportTests.cs") + Read("EventFunctions.cs"));
        string[] snippets =
        [
            .. Read(page).ReplaceLineEndings("\n").Split("```").Where(static (part, i) => i % 2 == 1 && part.StartsWith("csharp\n", StringComparison.Ordinal)),
        ];

        Assert.NotEmpty(snippets);
        Assert.All(snippets, snippet => Assert.Contains(Plain(snippet["csharp".Length..]), run, StringComparison.Ordinal));
    }

    private static string Read(string name)
    {
        using StreamReader reader = new(typeof(GuideTests).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    // The same lines in the same order; how deep they stand does not matter, nor where a namespace is imported.
    private static string Plain(string code) =>
        string.Join('\n', code.ReplaceLineEndings("\n").Split('\n').Select(static line => line.Trim()).Where(static line => line.Length > 0 && !IsImport(line)));

    private static bool IsImport(string line) =>
        line.StartsWith("using ", StringComparison.Ordinal) && line.EndsWith(';') && !line.Contains('=', StringComparison.Ordinal);
}
