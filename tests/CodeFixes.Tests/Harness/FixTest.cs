using AsyncJobs.Tests.Roslyn;
using AsyncJobs.Tests.Roslyn.References;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace AsyncJobs.CodeFixes.Tests.Harness;

/// <summary>A fix in Roslyn's own harness, with the product's generator and with references that are there already.</summary>
internal sealed class FixTest<TFix> : CSharpCodeFixTest<EmptyDiagnosticAnalyzer, TFix, DefaultVerifier>
    where TFix : CodeFixProvider, new()
{
    private static readonly TFix s_fix = new();

    public FixTest(string before, string after, params string[] libraries)
    {
        // Without packages of its own, for which it would ask a registry.
        ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        TestState.AdditionalReferences.AddRange(CaseReferences.Of([.. libraries, "AmazonLambdaCore"], LibraryAge.Newest, withRuntime: true));
        SolutionTransforms.Add(static (solution, project) => solution.AddAnalyzerReference(project, new ProductReference()));
        TestState.Sources.Add(before.ReplaceLineEndings("\n"));
        TestState.Sources.Add(("/0/TestApp.GlobalUsings.g.cs", Code.ImplicitUsings));
        FixedState.Sources.Add(after.ReplaceLineEndings("\n"));
        FixedState.Sources.Add(("/0/TestApp.GlobalUsings.g.cs", Code.ImplicitUsings));
    }

    protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() =>
        Product.Analyzers.Where(static analyzer => analyzer.SupportedDiagnostics.Any(static rule => s_fix.FixableDiagnosticIds.Contains(rule.Id)));

    protected override ParseOptions CreateParseOptions() => new CSharpParseOptions(LanguageVersion.Latest);

    protected override CompilationOptions CreateCompilationOptions() =>
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);
}
