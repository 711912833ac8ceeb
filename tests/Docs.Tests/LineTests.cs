using System.Globalization;
using AsyncJobs.Docs.Tests.Pages;
using AsyncJobs.Tests.Roslyn;
using Microsoft.CodeAnalysis;
using Xunit;

namespace AsyncJobs.Docs.Tests;

/// <summary>Lines of code are as long as <c>.editorconfig</c> lets them be, which neither the compiler nor dotnet format looks at.</summary>
public sealed class LineTests
{
    private const string Setting = "max_line_length";

    private static readonly AnalyzerConfigSet s_settings = Parse(File.ReadAllText(RepositoryRoot.Combine(".editorconfig")));

    [Fact]
    public void No_line_of_code_is_too_long() => Faults.AssertNone(
        from file in Sources.All
        where file.Extension == ".cs"
        from fault in TooLong(s_settings, Sources.PathOf(file), File.ReadLines(file.FullName))
        select fault);

    [Theory]
    [InlineData("src/Runtime/JobError.cs")]
    [InlineData("bench/Benchmarks/Program.cs")]
    [InlineData("sample/Program.cs")]
    [InlineData("templates/Job.cs")]
    public void What_users_read_has_a_limit(string path) => Assert.NotNull(LongestOf(s_settings, path));

    [Fact]
    public void A_line_that_is_too_long_is_named()
    {
        AnalyzerConfigSet settings = Parse("root = true\n\n[*.cs]\nmax_line_length = 5\n\n[tests/**.cs]\nmax_line_length = off\n");
        string[] lines = ["12345", "äöüßé", "123456"];

        Assert.Equal(["src/A.cs:3: 6 characters, and .editorconfig allows 5"], TooLong(settings, "src/A.cs", lines));
        Assert.Empty(TooLong(settings, "tests/A.Tests/B.cs", lines));
    }

    private static IEnumerable<string> TooLong(AnalyzerConfigSet settings, string path, IEnumerable<string> lines)
    {
        if (LongestOf(settings, path) is not { } longest)
            return [];

        return
            from line in lines.Select(static (text, index) => (text.Length, Number: index + 1))
            where line.Length > longest
            select $"{path}:{line.Number}: {line.Length} characters, and .editorconfig allows {longest}";
    }

    private static int? LongestOf(AnalyzerConfigSet settings, string path)
    {
        string? value = settings.GetOptionsForSourcePath(RepositoryRoot.Combine(path)).AnalyzerOptions.GetValueOrDefault(Setting);
        return value is null or "off" ? null : int.Parse(value, CultureInfo.InvariantCulture);
    }

    private static AnalyzerConfigSet Parse(string text) =>
        AnalyzerConfigSet.Create(new[] { AnalyzerConfig.Parse(text, RepositoryRoot.Combine(".editorconfig")) });
}
