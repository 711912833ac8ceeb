using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Index;

/// <summary>
/// Tells which values nobody ever gives: what a method or setter takes that nothing in the compilation calls. What implements or overrides something
/// of others is called by them.
/// </summary>
internal sealed class UngivenValues(CodeIndex code, CancellationToken cancellationToken)
{
    /// <summary>Whether a value is one.</summary>
    public bool IsOne(IOperation value) =>
        OperationTree.Unwrapped(value) is IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol method }
        && !IsCalled(method, value);

    private bool IsCalled(IMethodSymbol method, IOperation near) => method.MethodKind switch
    {
        MethodKind.Ordinary => IsForOthers(method) || code.Known.Product.IsEntry(method)
            || code.Callers.OneByOne(method, cancellationToken).Any() || code.Callers.IsHandedOver(method, cancellationToken),
        MethodKind.PropertySet => IsForOthers(method) || method.AssociatedSymbol is not IPropertySymbol property
            || code.References.WrittenTo(property, near, cancellationToken).Any(),
        _ => true,
    };

    private bool IsForOthers(IMethodSymbol method)
    {
        for (IMethodSymbol? overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
        {
            if (!code.IsSource(overridden))
                return true;
        }

        return method.ContainingType.AllInterfaces.Any(implemented => !code.IsSource(implemented)
            && implemented.GetMembers().Any(member => SymbolEqualityComparer.Default.Equals(
                method.ContainingType.FindImplementationForInterfaceMember(member), method)));
    }
}
