using System.Text.RegularExpressions;
using AsyncJobs.Generator.Tests.Harness;
using AsyncJobs.Tests;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Tests.Diagnostics;

/// <summary>What every rule has to have besides its analyzer.</summary>
public sealed class RuleTests
{
    public static TheoryData<string> Ids { get; } = [.. Product.Descriptors.Select(static descriptor => descriptor.Id)];

    public static TheoryData<string> TimeoutIds { get; } = [.. Product.Descriptors.Select(static descriptor => descriptor.Id).Where(IsTimeout)];

    [Fact]
    public void Ids_are_numbered_in_their_order()
    {
        string[] jobs = [.. Product.Descriptors.Select(static descriptor => descriptor.Id).Where(static id => !IsTimeout(id))];
        string[] timeouts = [.. Product.Descriptors.Select(static descriptor => descriptor.Id).Where(IsTimeout)];

        Assert.Equal(jobs.Order(StringComparer.Ordinal).Distinct(), jobs);
        Assert.Equal(timeouts.Order(StringComparer.Ordinal).Distinct(), timeouts);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_describes_itself(string id)
    {
        DiagnosticDescriptor descriptor = Descriptor(id);

        Assert.Equal("AsyncJobs", descriptor.Category);
        Assert.True(descriptor.IsEnabledByDefault);
        Assert.Equal(PublishedPages.OfRule(id), descriptor.HelpLinkUri);
        Assert.Matches("^[A-Z\\[].*[^.]$", descriptor.Title.ToString());
        Assert.Matches("[^.]$", descriptor.MessageFormat.ToString());
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_is_one_for_all_who_report_it(string id) =>
        Assert.Single(Product.Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics).Where(descriptor => descriptor.Id == id).Distinct());

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_is_on_record_for_release(string id)
    {
        string[] rows =
        [
            .. from folder in new[] { "Analyzers", "Generator" }
               from file in new[] { "AnalyzerReleases.Shipped.md", "AnalyzerReleases.Unshipped.md" }
               from line in File.ReadLines(RepositoryRoot.Combine("src", folder, file))
               where line.StartsWith(id, StringComparison.Ordinal)
               select line,
        ];

        Assert.Matches($"^{id} +\\| AsyncJobs +\\| {Descriptor(id).DefaultSeverity} +\\|", Assert.Single(rows));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_has_its_page(string id)
    {
        string page = File.ReadAllText(RepositoryRoot.Combine("docs", "rules", id + ".md"));

        Assert.StartsWith($"# {id}: {Descriptor(id).Title}\n\nSeverity: {Severity(Descriptor(id))}\n", page, StringComparison.Ordinal);
        Assert.Contains("```csharp\n", page, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(TimeoutIds))]
    public void A_page_says_what_the_IDE_offers(string id)
    {
        string page = File.ReadAllText(RepositoryRoot.Combine("docs", "rules", id + ".md"));

        // Either each fix by its title, or that there is none and why.
        Assert.Matches(new Regex("\n## Fixes\n\n(- \\*[A-Z][^*\n]+\\*: \\S|None: \\S)"), page);
    }

    [Fact]
    public void A_page_has_its_rule() =>
        Assert.Equal(
            Product.Descriptors.Select(static descriptor => descriptor.Id),
            Directory.GetFiles(RepositoryRoot.Combine("docs", "rules"), "AJ*.md").Select(static path => Path.GetFileNameWithoutExtension(path))
                .Where(static id => !IsOfBuild(id)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_is_in_the_list_of_rules(string id) =>
        Assert.Contains(
            $"| [{id}]({id}.md) | {Severity(Descriptor(id))} | {Descriptor(id).Title} |\n",
            File.ReadAllText(RepositoryRoot.Combine("docs", "rules", "README.md")),
            StringComparison.Ordinal);

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_rule_has_a_test_that_expects_it(string id)
    {
        if (IsTimeout(id))
        {
            string[] cases = Directory.GetFiles(RepositoryRoot.Combine("tests", "Analyzers.Tests", "Cases", id), "*.cs", SearchOption.AllDirectories);
            Assert.Contains(cases, path => File.ReadAllText(path).Contains($"{{|{id}:", StringComparison.Ordinal));
            return;
        }

        string tests = File.ReadAllText(RepositoryRoot.Combine("tests", "Generator.Tests", "Diagnostics", id + "Tests.cs"));

        Assert.Contains($"{{|{id}:", tests, StringComparison.Ordinal);
        Assert.Matches(new Regex("\\[(Fact|Theory)\\]"), tests);
    }

    [Fact]
    public async Task A_pragma_silences_a_rule() =>
        await DiagnosticTest.VerifyAsync(
            """
            public static class Jobs
            {
            #pragma warning disable AJ0023
                [AsyncJob("POST /silent")]
                public static void Silent() { }
            #pragma warning restore AJ0023

                [AsyncJob("POST /loud")]
                public static void {|AJ0023:Loud|}() { }

            #pragma warning disable AJ0006
                [AsyncJob("POST /error", Name = "Not valid")]
                public static void Error(JobContext job) { }
            #pragma warning restore AJ0006

                [System.Diagnostics.CodeAnalysis.SuppressMessage("AsyncJobs", "AJ0023")]
                [AsyncJob("POST /suppressed")]
                public static void Suppressed() { }
            }
            """);

    [Fact]
    public async Task An_editorconfig_silences_and_raises_rules()
    {
        TestProject project = TestProject.Of(
            """
            public static class Jobs
            {
                [AsyncJob("POST /raised")]
                public static void {|AJ0023:Raised|}() { }

                [AsyncJob("POST /silent/{id}")]
                public static void Silent(JobContext job) { }
            }
            """) with
        {
            EditorConfig = """
                root = true
                [*.cs]
                dotnet_diagnostic.AJ0003.severity = none
                dotnet_diagnostic.AJ0023.severity = warning
                """,
        };

        DiagnosticOutcome outcome = await DiagnosticTest.VerifyAsync(project);

        // Warnings of the project are errors, so that the raised one is.
        Assert.Equal(DiagnosticSeverity.Error, Assert.Single(outcome.Diagnostics).Severity);
        outcome.AssertNotGenerated("JobsSilentJob");
    }

    [Fact]
    public async Task Code_without_jobs_has_no_faults() =>
        await DiagnosticTest.VerifyAsync(
            """
            public static class Unrelated
            {
                public static void Run<T>(ref T count) => count = default!;
            }
            """);

    // Messages of the program that writes the template.
    private static bool IsOfBuild(string id) => id.StartsWith("AJ2", StringComparison.Ordinal);

    private static bool IsTimeout(string id) => id.StartsWith("AJ1", StringComparison.Ordinal);

    private static string Severity(DiagnosticDescriptor descriptor) =>
        descriptor.DefaultSeverity == DiagnosticSeverity.Info ? "suggestion" : descriptor.DefaultSeverity.ToString().ToLowerInvariant();

    private static DiagnosticDescriptor Descriptor(string id) => Product.Descriptors.Single(descriptor => descriptor.Id == id);
}
