using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>What System.Text.Json leaves out without a word.</summary>
/// <param name="What">What is left out, or what it is that loses its values.</param>
/// <param name="Instead">What to do instead.</param>
internal sealed record LostValues(string What, string Instead)
{
    private const string Include = "set IncludeFields = true in the [JsonSourceGenerationOptions] of a JsonSerializerContext that lists the type";

    private static readonly LostValues s_tuple = new("a value tuple, whose values are fields", "use a record, or " + Include);
    private static readonly LostValues s_struct = new("a type whose values are fields", "use a type with properties, or " + Include);

    private static readonly LostValues s_interface =
        new("an interface without properties", "use the class that is behind it, or list its types with [JsonDerivedType]");

    private static readonly LostValues s_abstract =
        new("an abstract class without public properties", "use the class that is behind it, or list its types with [JsonDerivedType]");

    private static readonly LostValues s_unwritten =
        new("a type without public properties", "make what counts of it a public property, or write a [JsonConverter]");

    private static readonly LostValues s_unset =
        new("a type of which nothing can be set", "give its properties setters, or the type a constructor that takes them");

    /// <summary>What is said of a public field.</summary>
    public static readonly LostValues OfField =
        new("a field", "make it a property, or mark it [JsonInclude], or [JsonIgnore] if it is to be left out");

    /// <summary>Whether a type of the framework is a structure of public fields, such as a value tuple or a vector.</summary>
    public static bool HasFieldsOnly(INamedTypeSymbol type) => type.IsTupleType || (type.IsValueType && JsonProperties.FieldsOf(type).Any());

    /// <summary>What is said of such a type.</summary>
    public static LostValues OfFieldsOnly(INamedTypeSymbol type) => type.IsTupleType ? s_tuple : s_struct;

    /// <summary>What is said of a type of which JSON has no member; null where it has nothing that could be lost.</summary>
    public static LostValues? OfEmpty(INamedTypeSymbol type, JsonUse use)
    {
        if (type.TypeKind == TypeKind.Interface)
            return s_interface;
        if (type.IsAbstract)
            return s_abstract;
        if (!JsonProperties.HoldAnything(type))
            return null;

        return use == JsonUse.Read ? s_unset : s_unwritten;
    }
}
