using System.Text.RegularExpressions;
using System.Xml.Linq;
using AsyncJobs.Docs.Tests.Pages;
using AsyncJobs.Docs.Tests.Running;
using AsyncJobs.Tests;
using AsyncJobs.Tests.Roslyn;
using Xunit;

namespace AsyncJobs.Docs.Tests.Data;

/// <summary>
/// The page of an error or warning of the template shows options and resources that the template program reports, and after "Better" ones that it does not:
/// both are tried with the sample's assembly.
/// </summary>
public sealed partial class BuildRulePageTests
{
    // What the sample cannot show, and which test does.
    private static readonly Dictionary<string, string> s_elsewhere = new()
    {
        ["AJ2002"] = "tests/Sam.Tests/Writing/NewTemplateTests.cs",
        ["AJ2003"] = "tests/Sam.Tests/Writing/NewTemplateTests.cs",
        ["AJ2007"] = "tests/Sam.Tests/Writing/NewTemplateTests.cs",
        ["AJ2008"] = "tests/Sam.Tests/Writing/NewTemplateTests.cs",
        ["AJ2016"] = "tests/Sam.Tests/Writing/RareYamlTests.cs",
        ["AJ2023"] = "tests/Sam.Tests/Writing/StartsTests.cs",
        ["AJ2024"] = "tests/Sam.Tests/Writing/StartsTests.cs",
        ["AJ2027"] = "tests/Sam.Tests/Writing/RoutelessTests.cs",
        ["AJ2033"] = "tests/Sam.Tests/Writing/ListTests.cs",
        ["AJ2034"] = "tests/Sam.Tests/Writing/RetryTests.cs",
        ["AJ2037"] = "tests/Sam.Tests/Writing/SharedFunctionsTests.cs",
        ["AJ2036"] = "tests/Sam.Tests/Writing/NewTemplateTests.cs",
        ["AJ2038"] = "tests/Sam.Tests/Sizes/SizeChecksTests.cs",
        ["AJ2039"] = "tests/Sam.Tests/Sizes/SizeChecksTests.cs",
        ["AJ2042"] = "tests/Sam.Tests/Writing/FurtherFunctionsTests.cs",
        ["AJ2043"] = "tests/Sam.Tests/Writing/WorkerNamesTests.cs",
        ["AJ2020"] = "tests/Package.Tests/CompilerTests.cs",
    };

    public static TheoryData<string> Ids { get; } = [.. Page.All.Select(static page => page.Path).Where(IsRule).Select(IdOf).Where(static id => !s_elsewhere.ContainsKey(id))];

    /// <summary>The places of the templates that are reported.</summary>
    public static TheoryData<string> Templates { get; } = Page.PlacesOf("yaml", IsBefore);

    [Theory]
    [MemberData(nameof(Ids))]
    public async Task The_example_is_reported_and_the_better_one_is_not(string id)
    {
        Page page = Page.Of($"docs/rules/{id}.md");
        Block[] example = [.. page.Blocks.Where(static block => block.Section == "Example")];

        string reported = await WriteAsync(example.TakeWhile(IsBefore));
        string better = await WriteAsync(example);

        string severity = page.Prose[2]["Severity: ".Length..];

        // The last of all is the build's own, after any other.
        Assert.Matches(id == "AJ2000" ? ": error AJ2001: " : $"{severity} {id}: .* \\({Regex.Escape(PublishedPages.OfRule(id))}\\)$", reported);
        Assert.Equal("", better);
    }

    [Fact]
    public void Every_code_has_its_page_and_every_page_its_code() => Assert.Equal(
        Codes("src/Sam/ErrorCodes.cs").Concat(Codes("src/Sam/build/AsyncJobs.Template.targets")).Concat(Codes("src/Generator/build/AsyncJobs.Generator.targets")).Distinct().Order(StringComparer.Ordinal),
        Page.All.Select(static page => page.Path).Where(IsRule).Select(IdOf));

    [Fact]
    public void The_list_of_rules_has_every_code() => Assert.All(
        Page.All.Where(static page => IsRule(page.Path)),
        static page => Assert.Contains(
            $"| [{IdOf(page.Path)}]({IdOf(page.Path)}.md) | {page.Prose[2]["Severity: ".Length..]} | {page.Prose[0][$"# {IdOf(page.Path)}: ".Length..]} |",
            Page.Of("docs/rules/README.md").Prose));

    [Fact]
    public void What_is_shown_elsewhere_is() => Assert.All(
        s_elsewhere, static elsewhere => Assert.Matches($"{elsewhere.Key}|AJ20\\(.*{elsewhere.Key[^2..]}", File.ReadAllText(RepositoryRoot.Combine(elsewhere.Value))));

    internal static bool IsRule(string page) => page.StartsWith("docs/rules/AJ2", StringComparison.Ordinal);

    internal static bool IsBefore(Block block) =>
        IsRule(block.Page) && block.Section == "Example"
        && !Page.Of(block.Page).Blocks.Any(other => other.Line <= block.Line && other.Before.Contains("Better", StringComparison.Ordinal));

    /// <summary>Writes a template as a build does: the last of each option and the last template count.</summary>
    /// <returns>What the program reports.</returns>
    private static async Task<string> WriteAsync(IEnumerable<Block> blocks)
    {
        Dictionary<string, string> options = new() { ["AsyncJobsTemplatePath"] = "template.yaml" };
        string yaml = "";
        foreach (Block block in blocks)
        {
            if (block.Language == "yaml")
                yaml = block.Text;
            foreach (XElement property in block.Language == "xml" ? XElement.Parse($"<PropertyGroup>{block.Text}</PropertyGroup>").Elements() : [])
                options[property.Name.LocalName] = property.Value;
        }

        DirectoryInfo project = Directory.CreateTempSubdirectory("asyncjobs-docs-");
        try
        {
            string template = Path.Combine(project.FullName, options["AsyncJobsTemplatePath"]);
            options.Remove("AsyncJobsTemplatePath");
            if (yaml.Length > 0)
                await File.WriteAllTextAsync(template, WholeTemplate(yaml), TestContext.Current.CancellationToken);
            string errors = Programs.ErrorsOfTemplate(
                ["write", "--assembly", Programs.Sample, "--project", project.FullName, "--template", template, .. options.Select(static option => $"{OptionOf(option.Key)}={option.Value}")]);
            return errors.Trim();
        }
        finally
        {
            project.Delete(recursive: true);
        }
    }

    private static string WholeTemplate(string yaml) =>
        "Transform: AWS::Serverless-2016-10-31\n"
        + (yaml.StartsWith("Globals:", StringComparison.Ordinal) ? yaml : "Resources:\n" + string.Join('\n', yaml.Split('\n').Select(static line => "  " + line)));

    // As the package's targets pass it on.
    private static string OptionOf(string property) =>
        Regex.Match(File.ReadAllText(RepositoryRoot.Combine("src/Sam/build/AsyncJobs.Template.targets")), $@"Include=""(--[a-z-]+)=\$\(_?{property}\)""").Groups[1].Value;

    private static string IdOf(string page) => Path.GetFileNameWithoutExtension(page);

    private static IEnumerable<string> Codes(string source) => Code().Matches(File.ReadAllText(RepositoryRoot.Combine(source))).Select(static match => match.Groups[1].Value);

    [GeneratedRegex("\"(AJ2[0-9]{3})\"")]
    private static partial Regex Code();
}
