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

        // An extension block of C# 14 is a type without a name.
        INamedTypeSymbol type = method.ContainingType;
        if (type.Name.Length == 0)
            return Refuse(Rules.NotAMethod, $"'{method.Name}', which is declared in an extension block");
        if (method.IsGenericMethod)
            return Refuse(Rules.Generic, $"The method '{method.Name}'");
        if (GenericOf(type) is { } generic)
            return Refuse(Rules.Generic, $"The class '{generic.Name}'");
        if (TypeAccess.OfMember(method) == Accessibility.Private)
            return Refuse(Rules.NotCallable, $"The method '{method.Name}' must be internal or public");
        if (!TypeAccess.IsReachable(type))
        {
            return Refuse(
                Rules.NotCallable,
                $"The class '{type.Name}' must be internal or public, as must be the types around it, and not local to its file");
        }

        if (type.TypeKind == TypeKind.Interface)
            return Refuse(Rules.NotCallable, $"The method '{method.Name}' must be that of a class, not of the interface '{type.Name}'");
        if (type.IsAbstract && !type.IsStatic && !method.IsStatic)
            return Refuse(Rules.NotCallable, $"The class '{type.Name}' must not be abstract, or the method must be static");
        if (type.IsRefLikeType && !method.IsStatic)
            return Refuse(Rules.NotCallable, $"'{type.Name}' must not be a ref struct, or the method must be static");
        return !method.IsVararg || Refuse(Rules.NotCallable, $"The method '{method.Name}' must not take __arglist");

        bool Refuse(DiagnosticDescriptor rule, string fault)
        {
            faults.Add(rule, FaultSite.Name(method), fault);
            return false;
        }
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
