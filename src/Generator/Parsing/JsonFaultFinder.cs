using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Parsing;

/// <summary>
/// Finds what System.Text.Json cannot write or read, or leaves out, as far as declared types show it: elements of collections, keys and values of
/// dictionaries, public properties and fields, derived types that are listed. It stops where a converter takes over, and at types of the framework.
/// </summary>
internal sealed class JsonFaultFinder
{
    // Deeper than people nest results, and an end for types that are made of ever larger ones of their own kind.
    private const int MaxDepth = 8;

    private readonly JsonUse _use;
    private readonly JsonSettings _settings;
    private readonly CancellationToken _cancellationToken;
    private readonly HashSet<ITypeSymbol> _seen = new(SymbolEqualityComparer.Default);
    private readonly List<JsonFault> _faults = [];

    private JsonFaultFinder(JsonUse use, JsonSettings settings, CancellationToken cancellationToken)
    {
        _use = use;
        _settings = settings;
        _cancellationToken = cancellationToken;
    }

    /// <summary>Whether a type goes through JSON in no form, so that nothing can be said to mend it but to take another one.</summary>
    public static bool IsHopeless(ITypeSymbol type) =>
        !JsonAttributes.HasConverter(type) && (UnwritableType.Of(type) is not null || type.IsTupleType);

    /// <summary>The faults of a type, in the order of its members.</summary>
    public static IReadOnlyList<JsonFault> Find(ITypeSymbol type, JsonUse use, JsonSettings settings, CancellationToken cancellationToken)
    {
        JsonFaultFinder finder = new(use, settings, cancellationToken);
        if (!settings.HasConverters)
            finder.Visit(type, NameOf(type), 0);
        return finder._faults;
    }

    private static string NameOf(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    // What a type is made of has the type's own name where no member leads to it: of a Stream[] the stream is at fault, which is no Stream[][].
    private static string PathOfItem(ITypeSymbol type, string path, ITypeSymbol item) => path == NameOf(type) ? NameOf(item) : path + "[]";

    private void Visit(ITypeSymbol type, string path, int depth)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            type = nullable.TypeArguments[0];
        if (JsonAttributes.HasConverter(type))
            return;

        if (UnwritableType.Of(type) is { } unwritable)
            Refuse(path, unwritable.What, unwritable.Instead);
        else if (depth < MaxDepth && _seen.Add(type))
            VisitParts(type, path, depth + 1);
    }

    private void VisitParts(ITypeSymbol type, string path, int depth)
    {
        if (type is IArrayTypeSymbol array)
        {
            Visit(array.ElementType, PathOfItem(type, path, array.ElementType), depth);
            return;
        }

        if (type is not INamedTypeSymbol named || named.SpecialType != SpecialType.None || named.TypeKind == TypeKind.Enum)
            return;

        if (JsonCollection.Of(named) is { } collection)
        {
            if (collection.Key is { } key && DictionaryKey.FaultOf(key) is { } fault)
                Refuse(path, fault, "use keys of a simple type such as string, or a list of pairs");
            Visit(collection.Element, PathOfItem(type, path, collection.Element), depth);
        }
        else if (named.Is("System.Collections", "IEnumerable") || named.Implements("System.Collections", "IEnumerable"))
        {
            // An array of whatever is in it.
        }
        else if (!Framework.Has(named) || named.Is("System.Collections.Generic", "KeyValuePair") || named.Is("System", "Tuple"))
        {
            VisitMembers(named, path, depth);
        }
        else if (LostValues.HasFieldsOnly(named))
        {
            VisitFields(named, path, depth);
        }
    }

    // Of any other type of the framework it is its own business what it is made of, and that of System.Text.Json how it is written.
    private void VisitFields(INamedTypeSymbol type, string path, int depth)
    {
        if (!_settings.IncludesFields)
        {
            Lose(path, LostValues.OfFieldsOnly(type));
            return;
        }

        foreach (ITypeSymbol argument in type.TypeArguments)
            Visit(argument, path + "." + NameOf(argument), depth);
    }

    private void VisitMembers(INamedTypeSymbol type, string path, int depth)
    {
        if (_use == JsonUse.Read && type.IsAbstract && !JsonAttributes.IsPolymorphic(type))
        {
            string what = type.TypeKind == TypeKind.Interface ? "an interface" : "an abstract class";
            Refuse(path, what, "use a class that can be made, or list its types with [JsonDerivedType]");
            return;
        }

        VisitRequiredMembers(type, path);
        bool isEmpty = true;
        foreach (IPropertySymbol property in JsonProperties.Of(type, Framework.Has(type) ? JsonUse.Written : _use))
        {
            isEmpty = false;
            if (!JsonAttributes.HasConverter(property))
                Visit(property.Type, path + "." + property.Name, depth);
        }

        foreach (IFieldSymbol field in JsonProperties.FieldsOf(type))
        {
            isEmpty = false;
            if (!IsWritten(field))
                Lose(path + "." + field.Name, LostValues.OfField);
            else if (!JsonAttributes.HasConverter(field))
                Visit(field.Type, path + "." + field.Name, depth);
        }

        foreach (ITypeSymbol derived in JsonAttributes.DerivedTypesOf(type))
        {
            isEmpty = false;
            Visit(derived, NameOf(derived), depth);
        }

        if (isEmpty && LostValues.OfEmpty(type, _use) is { } lost)
            Lose(path, lost);
    }

    // Whatever is done with it first: what is written is read by whoever asks for the job, goes on with its state, or runs it.
    private void VisitRequiredMembers(INamedTypeSymbol type, string path)
    {
        HashSet<string>? parameters = _settings.RequiresParameters ? JsonConstructor.RequiredOf(type) : null;
        bool areMembersRequired = !JsonConstructor.SetsRequiredMembers(type);
        foreach (IPropertySymbol property in JsonProperties.Of(type, JsonUse.Written))
            VisitRequired(property, property.Type, property.IsRequired && areMembersRequired);

        foreach (IFieldSymbol field in JsonProperties.FieldsOf(type))
        {
            if (IsWritten(field))
                VisitRequired(field, field.Type, field.IsRequired && areMembersRequired);
        }

        void VisitRequired(ISymbol member, ITypeSymbol memberType, bool hasKeyword)
        {
            bool isRequired = hasKeyword || JsonAttributes.IsRequired(member) || parameters?.Contains(member.Name) == true;
            if (isRequired && LeftOutValue(member, memberType) is { } value)
                _faults.Add(new JsonFault(Rules.OmittedJson, path + "." + member.Name, value, Instead(member, parameters)));
        }
    }

    private bool IsWritten(IFieldSymbol field) => _settings.IncludesFields || JsonAttributes.IsIncluded(field);

    private string? LeftOutValue(ISymbol member, ITypeSymbol type)
    {
        bool canBeNull = type.NullableAnnotation == NullableAnnotation.Annotated;
        return JsonAttributes.OmissionOf(member, _settings) switch
        {
            JsonOmission.Nulls or JsonOmission.Defaults when canBeNull => "null",
            JsonOmission.Defaults when type.IsValueType => "the default value of its type",
            _ => null,
        };
    }

    private static string Instead(ISymbol member, HashSet<string>? parameters) =>
        (parameters?.Contains(member.Name) == true
            ? "give the constructor's parameter a default value"
            : "do not require it")
        + ", or write it always, by [JsonIgnore(Condition = JsonIgnoreCondition.Never)]";

    private void Refuse(string path, string what, string instead) => _faults.Add(new JsonFault(Rules.UnwritableJson, path, what, instead));

    private void Lose(string path, LostValues lost) => _faults.Add(new JsonFault(Rules.LostJson, path, lost.What, lost.Instead));
}
