using AsyncJobs.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Reads the type of what a job goes on with.</summary>
internal static class StateParser
{
    public const string Property = "State";

    /// <summary>Makes the model; null where the attribute names no type, or one that cannot be kept.</summary>
    public static JsonModel? Parse(AttributeData attribute, ExternAliases aliases, Faults faults)
    {
        if (Find(attribute) is not { } type)
            return null;

        string name = type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
        if (!CanBeKept(type))
        {
            faults.Add(
                Rules.LimitOutOfRange, FaultSite.Property(attribute, Property), Property, name, "a complete type of data, which JSON can keep");
            return null;
        }

        if (TypeAccess.ContainsError(type))
        {
            faults.AddCompilerError();
            return null;
        }

        if (!TypeAccess.IsReachable(type))
        {
            faults.Add(Rules.InaccessibleType, FaultSite.Property(attribute, Property), name);
            return null;
        }

        return JsonParser.Parse(type, aliases);
    }

    /// <summary>The type that the attribute names; null for none.</summary>
    public static ITypeSymbol? Find(AttributeData attribute)
    {
        foreach (KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument is { Key: Property, Value: { Kind: TypedConstantKind.Type, Value: ITypeSymbol type } })
                return type;
        }

        return null;
    }

    private static bool CanBeKept(ITypeSymbol type) =>
        type is not INamedTypeSymbol { IsUnboundGenericType: true } and not { IsStatic: true } and not { SpecialType: SpecialType.System_Void }
        && type.TypeKind != TypeKind.Delegate
        && !type.IsRefLikeType
        && !TypeAccess.ContainsPointer(type);
}
