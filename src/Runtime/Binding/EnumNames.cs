using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace AsyncJobs.Binding;

/// <summary>
/// How an enumeration's values are named in requests: as <c>[JsonStringEnumMemberName]</c> says, which JSON follows too, and else as in C#. A request
/// may also use the C# name of a value that has another one, so that a value can be given a name later.
/// </summary>
internal sealed class EnumNames
{
    // By name: the attribute is newer than the oldest System.Text.Json that this runs with.
    private const string Attribute = "System.Text.Json.Serialization.JsonStringEnumMemberNameAttribute";

    private readonly Dictionary<string, string> _requestOfCode = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _codeOfRequest = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _codeOfAnyCase = new(StringComparer.OrdinalIgnoreCase);

    private EnumNames(IReadOnlyList<(string Code, string Request)> names, bool areFlags)
    {
        AreFlags = areFlags;
        InRequests = [.. names.Select(static name => name.Request)];
        HaveOthers = names.Any(static name => name.Code != name.Request);
        foreach ((string code, string request) in names)
        {
            _requestOfCode[code] = request;
            _codeOfRequest.TryAdd(request, code);
            _codeOfAnyCase.TryAdd(request, code);
        }

        foreach ((string code, _) in names)
        {
            _codeOfRequest.TryAdd(code, code);
            _codeOfAnyCase.TryAdd(code, code);
        }

        Longest = _codeOfRequest.Keys.Sum(static name => name.Length);
    }

    /// <summary>The names that requests use, in the order of the enumeration's values.</summary>
    public IReadOnlyList<string> InRequests { get; }

    /// <summary>Whether several values may be joined by commas.</summary>
    public bool AreFlags { get; }

    /// <summary>What a value must look like, to end the sentence "must be …".</summary>
    public string Expected => (AreFlags ? "one or more, joined by commas, of " : "one of ") + string.Join(", ", InRequests);

    /// <summary>Whether any value has another name than in C#.</summary>
    public bool HaveOthers { get; }

    /// <summary>How many UTF-16 code units all names have together.</summary>
    public int Longest { get; }

    public static EnumNames Of([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] Type type) => new(
        [.. type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .OrderBy(field => Order(field, type))
            .Select(static field => (field.Name, NameOf(field) ?? field.Name))],
        type.IsDefined(typeof(FlagsAttribute), inherit: false));

    /// <summary>The name that requests use for a value; null for one that the enumeration does not name.</summary>
    public string? ToRequest(string code) => _requestOfCode.GetValueOrDefault(code);

    /// <summary>The C# names of what a request says, joined by commas where they are flags; null where it names none.</summary>
    public string? ToCodes(string text)
    {
        if (!AreFlags)
            return ToCode(text);

        string?[] names = [.. text.Split(',').Select(part => ToCode(part.Trim()))];
        return names.Contains(null) ? null : string.Join(',', names);
    }

    private string? ToCode(string request) => _codeOfRequest.GetValueOrDefault(request) ?? _codeOfAnyCase.GetValueOrDefault(request);

    // As Enum.GetNames has them.
    private static int Order(FieldInfo field, Type type) => Array.IndexOf(Enum.GetNames(type), field.Name);

    private static string? NameOf(FieldInfo field)
    {
        foreach (CustomAttributeData attribute in field.GetCustomAttributesData())
        {
            if (attribute.AttributeType.FullName == Attribute && attribute.ConstructorArguments is [{ Value: string name }])
                return name;
        }

        return null;
    }
}
