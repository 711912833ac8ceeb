using System.Text;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>
/// Writes types as generated code refers to them. Display strings could do it too; this makes one string and nothing else,
/// since it runs for every job after every edit.
/// </summary>
internal static class TypeNames
{
    [ThreadStatic]
    private static StringBuilder? s_builder;

    /// <summary>The type with its nullable annotations and tuple names.</summary>
    public static string Reference(ITypeSymbol type, ExternAliases aliases) => Write(type, aliases, annotated: true);

    /// <summary>The type without annotation of its own, but with those of what it is made of.</summary>
    public static string NonNull(ITypeSymbol type, ExternAliases aliases) => Write(type, aliases, annotated: true, isNonNull: true);

    /// <summary>The type in a form that is equal for types that differ only in annotations and tuple names.</summary>
    public static string Key(ITypeSymbol type, ExternAliases aliases) => Write(type, aliases, annotated: false);

    /// <summary>A namespace, without <c>global::</c>; empty for the global one.</summary>
    public static string Namespace(INamespaceSymbol symbol)
    {
        StringBuilder text = s_builder ??= new StringBuilder(128);
        text.Clear();
        AppendNamespace(text, symbol);
        return text.ToString(0, Math.Max(0, text.Length - 1));
    }

    private static string Write(ITypeSymbol type, ExternAliases aliases, bool annotated, bool isNonNull = false)
    {
        bool isMarked = annotated && !isNonNull && IsAnnotated(type);
        if (Keyword(type.SpecialType) is { } keyword)
            return isMarked ? keyword + "?" : keyword;

        StringBuilder text = s_builder ??= new StringBuilder(128);
        text.Clear();
        Append(text, type, aliases, annotated);
        if (isNonNull && IsAnnotated(type))
            text.Length--;
        return text.ToString();
    }

    private static void Append(StringBuilder text, ITypeSymbol type, ExternAliases aliases, bool annotated)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                AppendArray(text, array, aliases, annotated);
                return;
            case IDynamicTypeSymbol:
                text.Append("object");
                break;
            case INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable:
                Append(text, nullable.TypeArguments[0], aliases, annotated);
                text.Append('?');
                return;
            case INamedTypeSymbol { IsTupleType: true, TupleElements.Length: > 1 } tuple when annotated:
                AppendTuple(text, tuple, aliases);
                break;
            case INamedTypeSymbol named:
                AppendNamed(text, named, aliases, annotated);
                break;
            default:
                text.Append(type.Name);
                break;
        }

        if (annotated && IsAnnotated(type))
            text.Append('?');
    }

    private static void AppendNamed(StringBuilder text, INamedTypeSymbol type, ExternAliases aliases, bool annotated)
    {
        if (Keyword(type.SpecialType) is { } keyword)
        {
            text.Append(keyword);
            return;
        }

        if (type.ContainingType is { } outer)
        {
            AppendNamed(text, outer, aliases, annotated);
            text.Append('.');
        }
        else
        {
            text.Append(aliases.AliasOf(type) ?? MetadataReferenceProperties.GlobalAlias).Append("::");
            AppendNamespace(text, type.ContainingNamespace);
        }

        text.Append(Identifier.Escape(type.Name));
        if (type.Arity == 0)
            return;

        if (!annotated && type.IsTupleType && type.TupleUnderlyingType is { } underlying)
            type = underlying;
        text.Append('<');
        for (int i = 0; i < type.Arity; i++)
        {
            if (i > 0)
                text.Append(", ");
            if (!type.IsUnboundGenericType)
                Append(text, type.TypeArguments[i], aliases, annotated);
        }

        text.Append('>');
    }

    private static void AppendNamespace(StringBuilder text, INamespaceSymbol? symbol)
    {
        if (symbol is null or { IsGlobalNamespace: true })
            return;

        AppendNamespace(text, symbol.ContainingNamespace);
        text.Append(Identifier.Escape(symbol.Name)).Append('.');
    }

    // The outermost array comes first in C#: int[][,] is an array of two-dimensional arrays.
    private static void AppendArray(StringBuilder text, IArrayTypeSymbol array, ExternAliases aliases, bool annotated)
    {
        ITypeSymbol element = array;
        while (element is IArrayTypeSymbol inner && (ReferenceEquals(inner, array) || !(annotated && IsAnnotated(inner))))
            element = inner.ElementType;
        Append(text, element, aliases, annotated);

        for (ITypeSymbol current = array; !ReferenceEquals(current, element); current = ((IArrayTypeSymbol)current).ElementType)
            text.Append('[').Append(',', ((IArrayTypeSymbol)current).Rank - 1).Append(']');
        if (annotated && IsAnnotated(array))
            text.Append('?');
    }

    private static void AppendTuple(StringBuilder text, INamedTypeSymbol tuple, ExternAliases aliases)
    {
        text.Append('(');
        bool first = true;
        foreach (IFieldSymbol element in tuple.TupleElements)
        {
            if (!first)
                text.Append(", ");
            first = false;
            Append(text, element.Type, aliases, annotated: true);
            if (element.IsExplicitlyNamedTupleElement)
                text.Append(' ').Append(Identifier.Escape(element.Name));
        }

        text.Append(')');
    }

    private static bool IsAnnotated(ITypeSymbol type) => type.NullableAnnotation == NullableAnnotation.Annotated && type.IsReferenceType;

    private static string? Keyword(SpecialType type) => type switch
    {
        SpecialType.System_Object => "object",
        SpecialType.System_String => "string",
        SpecialType.System_Boolean => "bool",
        SpecialType.System_Char => "char",
        SpecialType.System_SByte => "sbyte",
        SpecialType.System_Byte => "byte",
        SpecialType.System_Int16 => "short",
        SpecialType.System_UInt16 => "ushort",
        SpecialType.System_Int32 => "int",
        SpecialType.System_UInt32 => "uint",
        SpecialType.System_Int64 => "long",
        SpecialType.System_UInt64 => "ulong",
        SpecialType.System_IntPtr => "nint",
        SpecialType.System_UIntPtr => "nuint",
        SpecialType.System_Single => "float",
        SpecialType.System_Double => "double",
        SpecialType.System_Decimal => "decimal",
        _ => null,
    };
}
