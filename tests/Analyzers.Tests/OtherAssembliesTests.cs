using System.Collections.Immutable;
using AsyncJobs.Tests.Roslyn.References;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Analyzers.Tests;

/// <summary>
/// What another assembly of an application hands out. No word of the project's own files names it, and the words decide what is searched at all.
/// </summary>
public sealed class OtherAssembliesTests
{
    private const string Shared = """
        using AsyncJobs;

        namespace Shared;

        public static class Handlers
        {
            public static BudgetHandler Make() => new("prices");
        }
        """;

    [Fact]
    public async Task A_handler_of_another_assembly_guards_the_client_that_it_is_given_to() =>
        Assert.Empty(await RulesFor("new HttpClient(Shared.Handlers.Make())"));

    [Fact]
    public async Task A_client_without_one_is_reported_beside_it() =>
        Assert.Contains("AJ1002", await RulesFor("new HttpClient()"));

    private static async Task<IEnumerable<string>> RulesFor(string client)
    {
        CSharpCompilation shared = CSharpCompilation.Create(
            "Shared",
            [CSharpSyntaxTree.ParseText(Shared, cancellationToken: TestContext.Current.CancellationToken)],
            CaseReferences.Of(["AmazonLambdaCore"], LibraryAge.Newest, withRuntime: true),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        string code = $$"""
            public class Prices
            {
                private static readonly HttpClient s_client = {{client}};

                public Task<string> Read(string url) => s_client.GetStringAsync(url);
            }
            """;
        CSharpCompilation project = CSharpCompilation.Create(
            "TestApp",
            [
                CSharpSyntaxTree.ParseText(code, path: "/project/Prices.cs", cancellationToken: TestContext.Current.CancellationToken),
                CSharpSyntaxTree.ParseText(CaseOutcome.ImplicitUsings, cancellationToken: TestContext.Current.CancellationToken),
            ],
            [.. shared.References, shared.ToMetadataReference()],
            shared.Options);
        Assert.DoesNotContain(
            project.GetDiagnostics(TestContext.Current.CancellationToken), static found => found.Severity == DiagnosticSeverity.Error);
        ImmutableArray<Diagnostic> reported =
            await project.WithAnalyzers(CaseOutcome.Analyzers).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return reported.Select(static found => found.Id);
    }
}
