using System.Collections.Immutable;
using AsyncJobs.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Reads the types that a JsonSerializerContext lists.</summary>
internal static class JsonContextParser
{
    public const string Namespace = "System.Text.Json.Serialization";
    public const string AttributeType = "JsonSerializableAttribute";

    /// <summary>Makes the model; null where generated code cannot use the class.</summary>
    public static JsonContextModel? Parse(INamedTypeSymbol type) => Parse(type, type.GetAttributes());

    /// <summary>The same from some of the attributes of the class.</summary>
    public static JsonContextModel? Parse(INamedTypeSymbol type, ImmutableArray<AttributeData> attributes)
    {
        if (attributes.IsEmpty || type.Arity > 0 || !TypeAccess.IsReachable(type) || !type.DerivesFrom(Namespace, "JsonSerializerContext"))
            return null;

        ExternAliases aliases = ExternAliases.Of(type);
        List<string> keys = new(attributes.Length);
        foreach (AttributeData attribute in attributes)
        {
            if (attribute.First() is { Kind: TypedConstantKind.Type, Value: ITypeSymbol listed }
                && attribute.AttributeClass.Is(Namespace, AttributeType))
            {
                keys.Add(TypeNames.Key(listed, aliases));
            }
        }

        return new JsonContextModel(TypeNames.Key(type, aliases), new(keys.ToArray()));
    }
}
