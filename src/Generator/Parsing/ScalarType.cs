using AsyncJobs.Generator.Model;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Tells which types bind from routes, queries and headers, and how.</summary>
internal static class ScalarType
{
    /// <summary>How a type is read; None where it is not simple. A Nullable value type is not: its underlying type is.</summary>
    public static ScalarKind Of(ITypeSymbol type)
    {
        switch (type.SpecialType)
        {
            case SpecialType.System_String:
                return ScalarKind.String;
            case SpecialType.System_Boolean:
                return ScalarKind.Boolean;
            case SpecialType.System_Char:
                return ScalarKind.Char;
            case SpecialType.System_DateTime:
                return ScalarKind.DateTime;
            case SpecialType.System_Single:
            case SpecialType.System_Double:
            case SpecialType.System_Decimal:
                return ScalarKind.Floating;
            case >= SpecialType.System_SByte and <= SpecialType.System_UInt64:
            case SpecialType.System_IntPtr:
            case SpecialType.System_UIntPtr:
                return ScalarKind.Integer;
            case not SpecialType.None:
                return ScalarKind.None;
        }

        if (type.TypeKind == TypeKind.Enum)
            return ScalarKind.Enum;

        if (type.ContainingType is not null || !TypeMatch.IsNamed(type.ContainingNamespace, "System"))
            return ScalarKind.None;

        return type.Name switch
        {
            "Guid" => ScalarKind.Guid,
            "Uri" => ScalarKind.Uri,
            "DateTimeOffset" => ScalarKind.DateTimeOffset,
            "DateOnly" => ScalarKind.DateOnly,
            "TimeOnly" => ScalarKind.TimeOnly,
            "TimeSpan" => ScalarKind.TimeSpan,
            "Int128" or "UInt128" => ScalarKind.Integer,
            "Half" => ScalarKind.Floating,
            _ => ScalarKind.None,
        };
    }

    /// <summary>The items' type, where a type is a collection that an array or a list can fill.</summary>
    public static ITypeSymbol? ItemOf(ITypeSymbol type, out CollectionKind kind)
    {
        kind = CollectionKind.Array;
        if (type is IArrayTypeSymbol { Rank: 1 } array)
            return array.ElementType;

        if (type is not INamedTypeSymbol { Arity: 1 } named)
            return null;

        switch (named.OriginalDefinition.SpecialType)
        {
            case SpecialType.System_Collections_Generic_IEnumerable_T:
            case SpecialType.System_Collections_Generic_ICollection_T:
            case SpecialType.System_Collections_Generic_IList_T:
            case SpecialType.System_Collections_Generic_IReadOnlyCollection_T:
            case SpecialType.System_Collections_Generic_IReadOnlyList_T:
                return named.TypeArguments[0];
        }

        if (!named.Is("System.Collections.Generic", "List"))
            return null;

        kind = CollectionKind.List;
        return named.TypeArguments[0];
    }
}
