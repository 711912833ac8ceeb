using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>
/// Finds what System.Text.Json cannot write, as far as declared types show it: elements of collections, keys and values of dictionaries, public
/// properties. It stops where a converter takes over, and at types of the framework.
/// </summary>
internal sealed class JsonFaultFinder(CancellationToken cancellationToken)
{
    // Deeper than people nest results, and an end for types that are made of ever larger ones of their own kind.
    private const int MaxDepth = 8;

    private readonly HashSet<ITypeSymbol> _seen = new(SymbolEqualityComparer.Default);
    private readonly List<JsonFault> _faults = [];

    /// <summary>The faults of a type, in the order of its members.</summary>
    public static IReadOnlyList<JsonFault> Find(ITypeSymbol type, CancellationToken cancellationToken)
    {
        JsonFaultFinder finder = new(cancellationToken);
        finder.Visit(type, type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), 0);
        return finder._faults;
    }

    private void Visit(ITypeSymbol type, string path, int depth)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        if (JsonAttributes.HasConverter(type))
            return;

        if (UnwritableType.Of(type) is { } unwritable)
            _faults.Add(new JsonFault(path, unwritable.What, unwritable.Instead));
        else if (depth < MaxDepth && _seen.Add(type))
            VisitParts(type, path, depth + 1);
    }

    private void VisitParts(ITypeSymbol type, string path, int depth)
    {
        if (type is IArrayTypeSymbol array)
        {
            Visit(array.ElementType, path + "[]", depth);
            return;
        }

        if (type is not INamedTypeSymbol named || named.SpecialType != SpecialType.None || named.TypeKind == TypeKind.Enum)
            return;

        if (JsonCollection.Of(named) is { } collection)
        {
            if (collection.Key is { } key && DictionaryKey.FaultOf(key) is { } fault)
                _faults.Add(new JsonFault(path, fault, "use keys of a simple type such as string, or a list of pairs"));
            Visit(collection.Element, path + "[]", depth);
            return;
        }

        // What they are made of is their own business, and how they are written that of System.Text.Json.
        if (Framework.Has(named) && !named.Is("System.Collections.Generic", "KeyValuePair") && !named.Is("System", "Tuple"))
            return;

        foreach (IPropertySymbol property in JsonProperties.Of(named))
        {
            if (!JsonAttributes.HasConverter(property))
                Visit(property.Type, path + "." + property.Name, depth);
        }
    }
}
