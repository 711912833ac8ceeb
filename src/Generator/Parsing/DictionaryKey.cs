using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>The types of keys with which System.Text.Json can write a dictionary.</summary>
internal static class DictionaryKey
{
    private static readonly HashSet<string> s_systemTypes = new(StringComparer.Ordinal)
    {
        "Guid", "DateTimeOffset", "DateOnly", "TimeOnly", "TimeSpan", "Uri", "Version", "Half", "Int128", "UInt128",
    };

    /// <summary>What is wrong with a dictionary of such keys; null where nothing is.</summary>
    public static string? FaultOf(ITypeSymbol key) => CanBeWritten(key)
        ? null
        : $"a dictionary whose keys are of the type {key.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}";

    // A converter may write keys. An object is written as what it holds.
    private static bool CanBeWritten(ITypeSymbol key) =>
        key.SpecialType is SpecialType.System_Object or SpecialType.System_String or SpecialType.System_Boolean or SpecialType.System_Char
            or SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16
            or SpecialType.System_Int32 or SpecialType.System_UInt32 or SpecialType.System_Int64 or SpecialType.System_UInt64
            or SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal or SpecialType.System_DateTime
        || key.TypeKind is TypeKind.Enum or TypeKind.Dynamic or TypeKind.TypeParameter
        || (s_systemTypes.Contains(key.Name) && key.Is("System", key.Name))
        || JsonAttributes.HasConverter(key);
}
