using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Index;

/// <summary>Finds what uses a method: its calls, and where it is handed over as a delegate.</summary>
internal sealed class MethodUsers(CodeIndex code)
{
    /// <summary>The uses of a method, also through an interface or a base class that only this method fits.</summary>
    public IEnumerable<IOperation> Of(IMethodSymbol method, CancellationToken cancellationToken)
    {
        var mentions = code.Mentions.Of(method.Name, cancellationToken);
        if (mentions.Length > SearchLimits.MostCalls)
            yield break;

        foreach (SyntaxNode name in mentions)
        {
            if (MayUse(name, method, cancellationToken)
                && code.OperationAt(name, cancellationToken) is { } operation && UsedBy(operation) is { } used && IsFor(used, method))
            {
                yield return operation;
            }
        }
    }

    private bool MayUse(SyntaxNode name, IMethodSymbol method, CancellationToken cancellationToken)
    {
        SymbolInfo info = code.SymbolAt(name, cancellationToken);
        return info.Symbol is null ? !info.CandidateSymbols.IsEmpty : info.Symbol is IMethodSymbol used && IsFor(used, method);
    }

    private static IMethodSymbol? UsedBy(IOperation operation) => operation switch
    {
        IInvocationOperation invocation => invocation.TargetMethod,
        IMethodReferenceOperation reference => reference.Method,
        _ => null,
    };

    // Where several methods fit, the one that runs may be another.
    private bool IsFor(IMethodSymbol used, IMethodSymbol method)
    {
        var reached = code.Implementations.Of(used.ReducedFrom ?? used);
        return reached.Length == 1
            && SymbolEqualityComparer.Default.Equals(reached[0].PartialDefinitionPart ?? reached[0], method.PartialDefinitionPart ?? method);
    }
}
