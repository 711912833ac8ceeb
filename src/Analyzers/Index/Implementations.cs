using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Index;

/// <summary>Finds what a call of an interface's or virtual method may reach.</summary>
internal sealed class Implementations(CodeIndex code)
{
    private readonly ConcurrentDictionary<IMethodSymbol, ImmutableArray<IMethodSymbol>> _implementations = new(SymbolEqualityComparer.Default);

    /// <summary>The methods with a body that a call may reach: the method itself, or what implements or overrides it.</summary>
    public ImmutableArray<IMethodSymbol> Of(IMethodSymbol method)
    {
        method = method.OriginalDefinition;
        if (!code.IsSource(method))
            return [];

        bool isOpen = method.ContainingType?.TypeKind == TypeKind.Interface || IsOverridable(method);
        return isOpen && method.MethodKind is MethodKind.Ordinary or MethodKind.PropertyGet
            ? _implementations.GetOrAdd(method, Find)
            : [method];
    }

    /// <summary>The parameters that take what is passed for one: its own, or those of what implements or overrides its method.</summary>
    public ImmutableArray<IParameterSymbol> ParametersFor(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method)
            return [];
        if (method.MethodKind == MethodKind.Constructor)
            return [parameter];

        return [.. Of(method).Where(target => parameter.Ordinal < target.Parameters.Length).Select(target => target.Parameters[parameter.Ordinal])];
    }

    private ImmutableArray<IMethodSymbol> Find(IMethodSymbol method)
    {
        ImmutableArray<IMethodSymbol>.Builder targets = ImmutableArray.CreateBuilder<IMethodSymbol>();
        if (!method.IsAbstract)
            targets.Add(method);

        targets.AddRange(method.ContainingType.TypeKind == TypeKind.Interface ? ImplementationsOf(method) : OverridesOf(method));
        return [.. targets.Distinct<IMethodSymbol>(SymbolEqualityComparer.Default)];
    }

    private IEnumerable<IMethodSymbol> ImplementationsOf(IMethodSymbol method)
    {
        foreach (INamedTypeSymbol type in code.Heirs.Implementing(method.ContainingType))
        {
            foreach (INamedTypeSymbol implemented in type.AllInterfaces)
            {
                if (SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, method.ContainingType)
                    && MemberOf(implemented, method) is { } member
                    && type.FindImplementationForInterfaceMember(member) is IMethodSymbol implementation)
                {
                    yield return implementation.OriginalDefinition;
                }
            }
        }
    }

    private IEnumerable<IMethodSymbol> OverridesOf(IMethodSymbol method)
    {
        foreach (INamedTypeSymbol type in code.Heirs.Of(method.ContainingType))
        {
            foreach (ISymbol member in type.GetMembers(method.Name))
            {
                if (member is IMethodSymbol { IsOverride: true } candidate && Overrides(candidate, method))
                    yield return candidate;
            }
        }
    }

    private static IMethodSymbol? MemberOf(INamedTypeSymbol type, IMethodSymbol definition)
    {
        foreach (ISymbol member in type.GetMembers(definition.Name))
        {
            if (SymbolEqualityComparer.Default.Equals(member.OriginalDefinition, definition))
                return member as IMethodSymbol;
        }

        return null;
    }

    /// <summary>Whether a method of a class may be overridden, or overrides one.</summary>
    public static bool IsOverridable(IMethodSymbol method) =>
        method.ContainingType?.TypeKind != TypeKind.Interface && (method.IsAbstract || method.IsVirtual || method.IsOverride);

    private static bool Overrides(IMethodSymbol candidate, IMethodSymbol method)
    {
        for (IMethodSymbol? current = candidate; current is not null; current = current.OverriddenMethod)
        {
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, method))
                return true;
        }

        return false;
    }
}
