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

    [Fact]
    public async Task A_library_that_is_referenced_by_an_alias_alone_is_known()
    {
        const string Code = """
            extern alias http;

            public class Prices(http::System.Net.Http.HttpClient client)
            {
                public System.Threading.Tasks.Task<string> Read(string url) => client.GetStringAsync(url);
            }
            """;
        MetadataReference[] references =
        [
            .. CaseReferences.Of(["AmazonLambdaCore"], LibraryAge.Newest, withRuntime: true)
                .Select(static reference => reference.Display!.EndsWith("System.Net.Http.dll", StringComparison.Ordinal)
                    ? reference.WithAliases(["http"])
                    : reference),
        ];
        Assert.Contains(references, static reference => reference.Properties.Aliases.Contains("http"));
        Assert.Contains("AJ1002", await RulesOf(CSharpCompilation.Create(
            "TestApp",
            [CSharpSyntaxTree.ParseText(Code, path: "/project/Prices.cs", cancellationToken: TestContext.Current.CancellationToken)],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))));
    }

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
        return await RulesOf(CSharpCompilation.Create(
            "TestApp",
            [
                CSharpSyntaxTree.ParseText(code, path: "/project/Prices.cs", cancellationToken: TestContext.Current.CancellationToken),
                CSharpSyntaxTree.ParseText(CaseOutcome.ImplicitUsings, cancellationToken: TestContext.Current.CancellationToken),
            ],
            [.. shared.References, shared.ToMetadataReference()],
            shared.Options));
    }

    private static async Task<IEnumerable<string>> RulesOf(CSharpCompilation project)
    {
        Assert.DoesNotContain(
            project.GetDiagnostics(TestContext.Current.CancellationToken), static found => found.Severity == DiagnosticSeverity.Error);
        ImmutableArray<Diagnostic> reported =
            await project.WithAnalyzers(CaseOutcome.Analyzers).GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken);
        return reported.Select(static found => found.Id);
    }
}
