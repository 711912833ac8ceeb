using AsyncJobs.Tests.Roslyn.References;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Diagnostics.Telemetry;

namespace AsyncJobs.Analyzers.Tests;

/// <summary>
/// The words of a project decide which rules look at its operations at all. A word in a comment counts, so that the code beside it is the same.
/// </summary>
public sealed class GatesTests
{
    private const string Code = """
        public class Prices(HttpClient http)
        {
            public Task<string> Read(string url, CancellationToken stop) => http.GetStringAsync(url, stop);
        }
        """;

    [Theory]
    [InlineData("AJ1001", "Timeout")]
    [InlineData("AJ1003", "CancellationTokenSource")]
    [InlineData("AJ1003", "CancelAfter")]
    [InlineData("AJ1003", "CreateCancellationTokenSource")]
    [InlineData("AJ1005", "Timeout")]
    [InlineData("AJ1005", "AddTimeout")]
    [InlineData("AJ1006", "Timeout")]
    [InlineData("AJ1007", "RemainingTime")]
    [InlineData("AJ1008", "Timeout")]
    [InlineData("AJ1009", "GetStreamAsync")]
    [InlineData("AJ1009", "HttpCompletionOption")]
    [InlineData("AJ1010", "ILambdaContext")]
    [InlineData("AJ1010", "JobContext")]
    [InlineData("AJ1011", "InvocationBudget")]
    [InlineData("AJ1012", "IDurableContext")]
    [InlineData("AJ1013", "BudgetHandler")]
    [InlineData("AJ1013", "InvocationBudget, Current")]
    public async Task A_rule_looks_at_operations_if_the_files_have_its_words(string rule, string words)
    {
        int without = await ActionsOf(rule, Code);

        Assert.True(await ActionsOf(rule, $"// {words}\n{Code}") > without);
        Assert.Equal(rule is "AJ1006" or "AJ1008" ? 1 : 0, Math.Min(without, 1));
    }

    [Theory]
    [InlineData("await http.GetStringAsync(url, stop).WaitAsync(TimeSpan.FromSeconds(5))", true)]
    [InlineData("await http.GetStringAsync(url, stop).ConfigureAwait(false)", false)]
    public async Task A_wait_that_is_given_no_time_is_no_word_of_AJ1004(string call, bool isWord)
    {
        string code = $$"""
            public class Prices(HttpClient http)
            {
                private readonly SemaphoreSlim _gate = new(1);

                public async Task<string> Read(string url, CancellationToken stop)
                {
                    await _gate.WaitAsync();
                    return {{call}};
                }
            }
            """;
        Assert.Equal(isWord, await ActionsOf("AJ1004", code) > 0);
    }

    [Fact]
    public async Task The_rule_that_is_about_every_call_has_no_gate() => Assert.True(await ActionsOf("AJ1002", Code) > 0);

    private static async Task<int> ActionsOf(string rule, string code)
    {
        DiagnosticAnalyzer analyzer = CaseOutcome.Analyzers.Single(analyzer => analyzer.SupportedDiagnostics.Any(descriptor => descriptor.Id == rule));
        CSharpCompilation compilation = CSharpCompilation.Create(
            "TestApp",
            [
                CSharpSyntaxTree.ParseText(code, path: "/project/Code.cs", cancellationToken: TestContext.Current.CancellationToken),
                CSharpSyntaxTree.ParseText(CaseOutcome.ImplicitUsings, cancellationToken: TestContext.Current.CancellationToken),
            ],
            CaseReferences.Of(rule == "AJ1012" ? ["AmazonLambdaDurable"] : ["AmazonLambdaCore", "PollyV8"], LibraryAge.Newest, withRuntime: true),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Assert.DoesNotContain(
            compilation.GetDiagnostics(TestContext.Current.CancellationToken), static found => found.Severity == DiagnosticSeverity.Error);
        AnalyzerTelemetryInfo telemetry = await compilation.WithAnalyzers([analyzer])
            .GetAnalyzerTelemetryInfoAsync(analyzer, TestContext.Current.CancellationToken);
        return telemetry.OperationActionsCount;
    }
}
