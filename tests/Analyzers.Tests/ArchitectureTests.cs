using System.Reflection;
using System.Text.RegularExpressions;
using AsyncJobs.Analyzers.Rules;
using AsyncJobs.Tests;
using AsyncJobs.Tests.Roslyn;

namespace AsyncJobs.Analyzers.Tests;

/// <summary>The rooms of the analyzers and who may use whom; docs/architecture/analysis.md has the picture.</summary>
public sealed class ArchitectureTests
{
    private static readonly Assembly s_assembly = typeof(OutgoingCallAnalyzer).Assembly;

    private static Rooms Rooms => new Rooms(s_assembly, "AsyncJobs.Analyzers")
        .Then("Known")
        .Then("Index")
        .Then("Values")
        .Then("Waits")
        .Then("Clients", "Known", "Index", "Values")
        .Then("Destinations")
        .Then("")
        .Then("Rules");

    [Fact]
    public void Arrows_point_one_way() => Assert.Empty(Rooms.Faults());

    [Fact]
    public void The_look_through_the_code_sees_a_use_in_a_method_body() =>
        // So that the arrows are not right because nothing was seen.
        Assert.Contains(Rooms.UsersOf("Destinations", ["Waits"]), static use =>
            use.StartsWith("AsyncJobs.Analyzers.Destinations.ArgumentDestination ", StringComparison.Ordinal));

    [Fact]
    public void A_rule_is_a_file_and_describes_itself_there() => Assert.All(
        Product.Analyzers.Where(static analyzer => analyzer is OutgoingCallAnalyzer),
        static analyzer =>
        {
            string text = File.ReadAllText(RepositoryRoot.Combine("src", "Analyzers", "Rules", analyzer.GetType().Name + ".cs"));
            Assert.Contains($"\"{Assert.Single(analyzer.SupportedDiagnostics).Id}\"", text, StringComparison.Ordinal);
        });

    [Fact]
    public void Types_are_recognised_by_the_catalogue_alone_and_never_by_a_simple_name() => Assert.All(
        Directory.EnumerateFiles(RepositoryRoot.Combine("src", "Analyzers"), "*.cs", SearchOption.AllDirectories)
            .Where(static path => !path.Contains("/obj/", StringComparison.Ordinal)
                && Path.GetFileName(path) is not ("KnownType.cs" or "AnalyzedProject.cs")),
        static path =>
        {
            string text = File.ReadAllText(path);
            Assert.DoesNotMatch(new Regex("Type(: \\{ |\\.|\\?\\.)Name(: | is | == )\""), text);
            Assert.DoesNotContain("GetTypesByMetadataName", text, StringComparison.Ordinal);
            if (!path.Contains("/Known/", StringComparison.Ordinal))
                Assert.DoesNotContain("new KnownType", text, StringComparison.Ordinal);
        });
}
