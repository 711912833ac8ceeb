using System.Collections.Immutable;
using AsyncJobs.Tests.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.CodeFixes.Tests.Harness;

/// <summary>The product as a project references it: the generator runs in it, and so do the analyzers.</summary>
internal sealed class ProductReference : AnalyzerReference
{
    private static readonly ImmutableArray<ISourceGenerator> s_generators = [Product.NewGenerator()];

    public override string? FullPath => null;

    public override object Id => nameof(ProductReference);

    public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => Product.Analyzers;

    public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => Product.Analyzers;

    public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => s_generators;

    public override ImmutableArray<ISourceGenerator> GetGeneratorsForAllLanguages() => s_generators;
}
