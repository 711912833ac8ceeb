namespace AsyncJobs.Budget.Tests;

public sealed class DocumentationTests
{
    [Fact]
    public void Every_block_of_code_in_the_documentation_compiles()
    {
        string source = string.Concat(
            Directory.GetFiles(AppContext.BaseDirectory, "Documented*.cs").Select(file => Normalize(File.ReadAllText(file))));
        string[] blocks = [.. File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "budget.md"))
            .ReplaceLineEndings("\n")
            .Split("```csharp\n")
            .Skip(1)
            .Select(block => block[..block.IndexOf("```", StringComparison.Ordinal)])];
        Assert.True(blocks.Length >= 16);
        Assert.All(blocks, block => Assert.Contains(Normalize(block), source, StringComparison.Ordinal));
    }

    private static string Normalize(string code) =>
        string.Join('\n', code.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
