using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using AsyncJobs.Events;

namespace AsyncJobs.Binding;

/// <summary>A member of a body with what the fields of a form say of it.</summary>
internal sealed class FormMember
{
    private static readonly JsonPlace s_root = new(JsonTokenType.StartObject, 0, []);

    private readonly JsonPropertyInfo _property;
    private readonly JsonTypeInfo _type;
    private readonly FormScalar? _scalar;
    private readonly JsonTypeInfo? _element;
    private readonly List<byte[]> _texts = [];

    public FormMember(JsonPropertyInfo property)
    {
        _property = property;
        JsonTypeInfo declared = property.Options.GetTypeInfo(property.PropertyType);
        _type = JsonMemberTypes.Plain(declared);
        if (property.CustomConverter is not null)
            return;

        _scalar = FormScalar.Of(_type.Type);
        if (_scalar is null && declared.Kind is JsonTypeInfoKind.Enumerable)
            _element = JsonMemberTypes.OfElement(declared);
    }

    private bool IsNullable => _type.Type != _property.PropertyType;

    /// <summary>The path of a member, as faults have it.</summary>
    public static string PathOf(string name) => s_root.PathOf(name);

    /// <summary>Notes what a field says. Of several fields a member that is no collection takes the first, as a parameter does of a query.</summary>
    public void Add(ReadOnlySpan<byte> text)
    {
        if (_element is not null || _texts.Count == 0)
            _texts.Add(text.ToArray());
    }

    /// <summary>Writes the member, where a field names it.</summary>
    public void Write(Utf8JsonWriter json, HttpFaults faults)
    {
        if (_texts.Count == 0)
            return;

        json.WritePropertyName(_property.Name);
        if (_element is not null)
            WriteAll(json, _element, faults);
        else if (_scalar is null)
            WriteText(json, faults);
        else if (IsNullable && _texts[0].Length == 0)
            json.WriteNullValue();
        else if (!_scalar.TryWrite(_texts[0], json, _type))
            AddFault(faults, "must be " + _scalar.Expected);
    }

    private void WriteAll(Utf8JsonWriter json, JsonTypeInfo element, HttpFaults faults)
    {
        if (FormScalar.Of(element.Type) is not { } scalar)
        {
            AddFault(faults, "cannot be given by a form, only by JSON");
            return;
        }

        json.WriteStartArray();
        foreach (byte[] text in _texts)
        {
            if (!scalar.TryWrite(text, json, element))
            {
                AddFault(faults, "must be " + scalar.Expected);
                return;
            }
        }

        json.WriteEndArray();
    }

    // What a converter reads, the text of a field is a text to.
    private void WriteText(Utf8JsonWriter json, HttpFaults faults)
    {
        if (_property.CustomConverter is null && _type.Kind is not JsonTypeInfoKind.None)
            AddFault(faults, "cannot be given by a form, only by JSON");
        else if (!Utf8.IsValid(_texts[0]))
            AddFault(faults, "must be " + Scalar.String.Expected);
        else
            json.WriteStringValue(_texts[0]);
    }

    private void AddFault(HttpFaults faults, string fault) => faults.Add("body", PathOf(_property.Name), fault);
}
