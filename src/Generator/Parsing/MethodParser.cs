using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Tells whether generated code can call a method at all.</summary>
internal static class MethodParser
{
    public static bool CanBeCalled(IMethodSymbol method, Faults faults)
    {
        if (method.MethodKind != MethodKind.Ordinary || method.ContainingType is null || method.ContainingType.IsImplicitClass)
        {
            faults.Add(Rules.NotAMethod, FaultSite.Name(method), Describe(method));
            return false;
        }

        INamedTypeSymbol type = method.ContainingType;
        if (method.IsGenericMethod)
            faults.Add(Rules.Generic, FaultSite.Name(method), $"The method '{method.Name}'");
        else if (GenericOf(type) is { } generic)
            faults.Add(Rules.Generic, FaultSite.Name(method), $"The class '{generic.Name}'");
        else if (TypeAccess.OfMember(method) == Accessibility.Private)
            faults.Add(Rules.NotCallable, FaultSite.Name(method), $"The method '{method.Name}' must be internal or public");
        else if (!TypeAccess.IsReachable(type))
            faults.Add(Rules.NotCallable, FaultSite.Name(method), $"The class '{type.Name}' must be internal or public, as must be the types around it, and not local to its file");
        else if (type.TypeKind == TypeKind.Interface)
            faults.Add(Rules.NotCallable, FaultSite.Name(method), $"The method '{method.Name}' must be that of a class, not of the interface '{type.Name}'");
        else if (type.IsAbstract && !type.IsStatic && !method.IsStatic)
            faults.Add(Rules.NotCallable, FaultSite.Name(method), $"The class '{type.Name}' must not be abstract, or the method must be static");
        else if (type.IsRefLikeType && !method.IsStatic)
            faults.Add(Rules.NotCallable, FaultSite.Name(method), $"'{type.Name}' must not be a ref struct, or the method must be static");
        else if (method.IsVararg)
            faults.Add(Rules.NotCallable, FaultSite.Name(method), $"The method '{method.Name}' must not take __arglist");
        else
            return true;

        return false;
    }

    private static INamedTypeSymbol? GenericOf(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? current = type; current is not null; current = current.ContainingType)
        {
            if (current.Arity > 0)
                return current;
        }

        return null;
    }

    private static string Describe(IMethodSymbol method) => method.MethodKind switch
    {
        MethodKind.LocalFunction => "a local function",
        MethodKind.AnonymousFunction => "a lambda expression",
        MethodKind.ExplicitInterfaceImplementation => "an explicit implementation of an interface's method",
        MethodKind.UserDefinedOperator or MethodKind.Conversion => "an operator",
        MethodKind.Destructor => "a finalizer",
        MethodKind.PropertyGet or MethodKind.PropertySet => "a property's accessor",
        MethodKind.EventAdd or MethodKind.EventRemove => "an event's accessor",
        _ => "this declaration",
    };
}
