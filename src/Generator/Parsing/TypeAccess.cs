using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Who can see a type or a method, all that it is made of considered.</summary>
internal static class TypeAccess
{
    /// <summary>Whether code elsewhere in the assembly can name the type.</summary>
    public static bool IsReachable(ITypeSymbol type) => Of(type) >= Accessibility.Internal;

    /// <summary>Public, Internal or Private, the last for everything that another class of the assembly cannot see.</summary>
    public static Accessibility Of(ITypeSymbol type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                return Of(array.ElementType);
            case INamedTypeSymbol named:
                Accessibility access = Accessibility.Public;
                for (INamedTypeSymbol? current = named; current is not null; current = current.ContainingType)
                {
                    access = Lower(access, current.IsFileLocal ? Accessibility.Private : OfMember(current));
                    foreach (ITypeSymbol argument in current.TypeArguments)
                        access = Lower(access, Of(argument));
                }

                return access;
            default:
                return Accessibility.Public;
        }
    }

    /// <summary>The same for a member, seen from a class that neither contains nor derives from its own.</summary>
    public static Accessibility OfMember(ISymbol member) => member.DeclaredAccessibility switch
    {
        Accessibility.Public => Accessibility.Public,
        Accessibility.Internal or Accessibility.ProtectedOrInternal => Accessibility.Internal,
        _ => Accessibility.Private,
    };

    public static Accessibility Lower(Accessibility left, Accessibility right) => left < right ? left : right;

    /// <summary>Whether the compiler does not know a type, or one of those it is made of.</summary>
    public static bool ContainsError(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Error } => true,
        IArrayTypeSymbol array => ContainsError(array.ElementType),
        INamedTypeSymbol { Arity: > 0 } named => AnyArgument(named, ContainsError),
        _ => false,
    };

    /// <summary>Whether a type is a pointer or made of some: only unsafe code can name it.</summary>
    public static bool ContainsPointer(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } => true,
        IArrayTypeSymbol array => ContainsPointer(array.ElementType),
        INamedTypeSymbol { Arity: > 0 } named => AnyArgument(named, ContainsPointer),
        _ => false,
    };

    private static bool AnyArgument(INamedTypeSymbol type, Func<ITypeSymbol, bool> condition)
    {
        foreach (ITypeSymbol argument in type.TypeArguments)
        {
            if (condition(argument))
                return true;
        }

        return false;
    }
}
