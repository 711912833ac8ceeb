using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AsyncJobs.Binding;

/// <summary>Finds which type System.Text.Json reads a part of a document as.</summary>
internal static class JsonMemberTypes
{
    /// <summary>The type that is declared for a place; null where that cannot be told, as within what a converter reads.</summary>
    /// <param name="json">The document.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="place">The place.</param>
    /// <param name="root">The type of the document.</param>
    public static JsonTypeInfo? DeclaredAt(ReadOnlySpan<byte> json, JsonReaderOptions options, JsonPlace place, JsonTypeInfo root)
    {
        JsonTypeInfo? type = Plain(root);
        foreach (JsonStep step in place.Steps)
        {
            if (type is null)
                return null;

            type = type.Kind switch
            {
                JsonTypeInfoKind.Object when step.Name is { } name => OfMember(Actual(json[step.ContainerStart..], options, type), name),
                JsonTypeInfoKind.Enumerable or JsonTypeInfoKind.Dictionary => OfElement(type),
                _ => null,
            };
        }

        return type;
    }

    /// <summary>The type itself, or the derived one that the discriminator of an object names.</summary>
    /// <param name="json">The document from where the object begins.</param>
    /// <param name="options">How it is read.</param>
    /// <param name="type">The type that is declared.</param>
    public static JsonTypeInfo Actual(ReadOnlySpan<byte> json, JsonReaderOptions options, JsonTypeInfo type)
    {
        if (type.PolymorphismOptions is not { } polymorphism)
            return type;

        Utf8JsonReader reader = new(json, options);
        if (!FindsDiscriminator(ref reader, polymorphism))
            return type;

        foreach (JsonDerivedType derived in polymorphism.DerivedTypes)
        {
            bool isNamed = derived.TypeDiscriminator switch
            {
                string text => reader.TokenType is JsonTokenType.String && JsonText.Read(ref reader) == text,
                int number => reader.TokenType is JsonTokenType.Number && reader.TryGetInt32(out int value) && value == number,
                _ => false,
            };
            if (isNamed)
                return type.Options.GetTypeInfo(derived.DerivedType);
        }

        return type;
    }

    /// <summary>Whether an object says which of the derived types it is, and none of them has that name.</summary>
    public static bool NamesNone(ReadOnlySpan<byte> json, JsonReaderOptions options, JsonTypeInfo type)
    {
        Utf8JsonReader reader = new(json, options);
        return type.PolymorphismOptions is { } polymorphism && FindsDiscriminator(ref reader, polymorphism) && Actual(json, options, type) == type;
    }

    private static bool FindsDiscriminator(ref Utf8JsonReader reader, JsonPolymorphismOptions polymorphism) =>
        reader.Read() && reader.Read() && reader.TokenType is JsonTokenType.PropertyName
        && JsonText.Read(ref reader) == polymorphism.TypeDiscriminatorPropertyName && reader.Read();

    private static JsonTypeInfo? OfMember(JsonTypeInfo type, string name)
    {
        StringComparison comparison = type.Options.PropertyNameCaseInsensitive ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        foreach (JsonPropertyInfo property in type.Properties)
        {
            if (property.Name.Equals(name, comparison))
                return property.CustomConverter is null ? Plain(type.Options.GetTypeInfo(property.PropertyType)) : null;
        }

        return null;
    }

    /// <summary>The type of what a collection has; null where that cannot be told.</summary>
    public static JsonTypeInfo? OfElement(JsonTypeInfo type)
    {
        if (type.Type.IsArray)
            return Plain(type.Options.GetTypeInfo(type.Type.GetElementType()!));

        // The element is the last of the type's arguments: that of a list, or the value of a dictionary.
        for (Type? current = type.Type; current is not null; current = current.BaseType)
        {
            if (current.GenericTypeArguments is [.., { } element])
                return Plain(type.Options.GetTypeInfo(element));
        }

        return null;
    }

    /// <summary>The type itself, or that of the values of a Nullable.</summary>
    public static JsonTypeInfo Plain(JsonTypeInfo type) =>
        Nullable.GetUnderlyingType(type.Type) is { } underlying ? type.Options.GetTypeInfo(underlying) : type;
}
