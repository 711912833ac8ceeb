using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Generator.Analysis;

/// <summary>What all analyzers share: they stay out of projects that have no [AsyncJob], and out of generated code.</summary>
public abstract class JobAnalyzer : DiagnosticAnalyzer
{
    private protected JobAnalyzer()
    {
    }

    /// <inheritdoc/>
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (start.Compilation.GetTypeByMetadataName(Parsing.JobParser.AttributeName) is { } attribute)
                Start(start, attribute);
        });
    }

    private protected abstract void Start(CompilationStartAnalysisContext context, INamedTypeSymbol attribute);

    /// <summary>[AsyncJob] on a method; of a partial method, on either part.</summary>
    private protected static AttributeData? Find(IMethodSymbol method, INamedTypeSymbol attribute)
    {
        foreach (AttributeData candidate in method.GetAttributes())
        {
            if (SymbolEqualityComparer.Default.Equals(candidate.AttributeClass, attribute))
                return candidate;
        }

        return null;
    }
}
