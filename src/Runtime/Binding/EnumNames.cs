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

    private EnumNames(IReadOnlyList<(string Code, string Request)> names)
    {
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

    /// <summary>Whether any value has another name than in C#.</summary>
    public bool HaveOthers { get; }

    /// <summary>How many UTF-16 code units all names have together.</summary>
    public int Longest { get; }

    public static EnumNames Of([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicFields)] Type type) => new(
        [.. type.GetFields(BindingFlags.Public | BindingFlags.Static)
            .OrderBy(field => Order(field, type))
            .Select(static field => (field.Name, NameOf(field) ?? field.Name))]);

    /// <summary>The name that requests use for a value; null for one that the enumeration does not name.</summary>
    public string? ToRequest(string code) => _requestOfCode.GetValueOrDefault(code);

    /// <summary>The C# name of a value that a request names, in any case; null for none.</summary>
    public string? ToCode(string request) => _codeOfRequest.GetValueOrDefault(request) ?? _codeOfAnyCase.GetValueOrDefault(request);

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
