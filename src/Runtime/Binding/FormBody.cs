using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Buffers;
using AsyncJobs.Events;

namespace AsyncJobs.Binding;

/// <summary>
/// The fields of a form (<c>application/x-www-form-urlencoded</c>, as WHATWG's URL standard has it) as the JSON object that a body of a type is: each
/// field is the member of its name, and its text is read as in a route or a query.
/// </summary>
/// <param name="type">The type of the body.</param>
/// <param name="faults">Takes what is wrong with the fields.</param>
internal sealed class FormBody(JsonTypeInfo type, HttpFaults faults)
{
    /// <summary>The media type of such a form.</summary>
    public const string MediaType = "application/x-www-form-urlencoded";

    private readonly Dictionary<string, FormMember> _members = MembersOf(JsonMemberTypes.Plain(type));

    /// <summary>Whether a body can be a form: an object with members, and always of the same type.</summary>
    public static bool Takes(JsonTypeInfo type) =>
        JsonMemberTypes.Plain(type) is { Kind: JsonTypeInfoKind.Object, PolymorphismOptions: null };

    /// <summary>
    /// Whether it is no form but JSON, which curl and others send as a form where nobody says otherwise. The name of a field has these characters
    /// encoded.
    /// </summary>
    public static bool LooksLikeJson(ReadOnlySpan<byte> form) => form.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];

    /// <summary>Writes the object. With a fault it is not whole.</summary>
    public void Write(ReadOnlySpan<byte> form, Utf8JsonWriter json)
    {
        using PooledBuffer scratch = new();
        while (!form.IsEmpty)
        {
            int end = form.IndexOf((byte)'&');
            Add(end < 0 ? form : form[..end], scratch);
            form = end < 0 ? default : form[(end + 1)..];
            scratch.Clear();
        }

        json.WriteStartObject();
        foreach (FormMember member in _members.Values)
            member.Write(json, faults);
        json.WriteEndObject();
    }

    private static Dictionary<string, FormMember> MembersOf(JsonTypeInfo type)
    {
        StringComparer names = type.Options.PropertyNameCaseInsensitive ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal;
        Dictionary<string, FormMember> members = new(names);
        foreach (JsonPropertyInfo property in type.Properties)
        {
            if (!property.IsExtensionData)
                members.TryAdd(property.Name, new FormMember(property));
        }

        return members;
    }

    private void Add(ReadOnlySpan<byte> field, PooledBuffer scratch)
    {
        if (field.IsEmpty)
            return;

        int equals = field.IndexOf((byte)'=');
        string name = Encoding.UTF8.GetString(PercentEncoding.Decode(equals < 0 ? field : field[..equals], plusIsSpace: true, scratch));
        if (_members.TryGetValue(name, out FormMember? member))
            member.Add(equals < 0 ? default : PercentEncoding.Decode(field[(equals + 1)..], plusIsSpace: true, scratch));
        else if ((type.UnmappedMemberHandling ?? type.Options.UnmappedMemberHandling) is JsonUnmappedMemberHandling.Disallow)
            faults.Add("body", FormMember.PathOf(name), "is not a member of the body");
    }
}
