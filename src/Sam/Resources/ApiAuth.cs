using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;

namespace AsyncJobs.Sam.Resources;

/// <summary>What a template says of the authorizers of an API.</summary>
internal sealed class ApiAuth
{
    /// <summary>The name by which an endpoint is open whatever the API's default authorizer is.</summary>
    public const string None = Plan.RoutePlan.NoAuthorizer;

    /// <summary>The name by which requests are signed with the keys of AWS.</summary>
    public const string Iam = "AWS_IAM";

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    private ApiAuth()
    {
    }

    /// <summary>Whether only a deployment knows what the API has.</summary>
    public bool IsUnknown { get; private set; }

    /// <summary>Whether endpoints that name no authorizer have one.</summary>
    public bool HasDefault { get; private set; }

    /// <summary>Whether that is <see cref="Iam"/>.</summary>
    public bool IsDefaultIam { get; private set; }

    /// <summary>Whether requests need a key of the API, unless their route says otherwise.</summary>
    public bool NeedsKey { get; private set; }

    /// <summary>Reads what SAM brings together: what <c>Globals</c> says of all APIs of a kind, and what the API itself says.</summary>
    /// <param name="document">The template.</param>
    /// <param name="isRest">Whether it is a REST API.</param>
    /// <param name="id">The API's logical id; null for the one that SAM adds.</param>
    public static ApiAuth Of(TemplateDocument document, bool isRest, string? id)
    {
        ApiAuth auth = new();
        if (isRest)
            auth._names.Add(Iam);
        auth.Read(document.Find("Globals", isRest ? "Api" : "HttpApi")?.Value);
        if (id is not null)
            auth.Read(document.Find("Resources", id, "Properties")?.Value);
        return auth;
    }

    /// <summary>Whether the API has an authorizer, as far as the template itself tells.</summary>
    public bool Has(string authorizer) => IsUnknown || authorizer == None || _names.Contains(authorizer);

    private void Read(JsonNode? properties)
    {
        if (!IsPlain(properties) || !IsPlain(properties?["Auth"]) || !IsPlain(properties?["Auth"]?["Authorizers"]))
        {
            IsUnknown = true;
            return;
        }

        if (properties?["Auth"] is not JsonObject auth)
            return;
        if (auth["DefaultAuthorizer"] is { } name)
        {
            HasDefault = true;
            IsDefaultIam = name.ToString() == Iam;
        }

        if (IsOn(auth["EnableIamAuthorizer"]))
            _names.Add(Iam);
        if (auth["ApiKeyRequired"] is { } key)
            NeedsKey = IsOn(key);
        if (auth["Authorizers"] is JsonObject authorizers)
            _names.UnionWith(authorizers.Select(authorizer => authorizer.Key));
    }

    private static bool IsOn(JsonNode? value) => value is not null && !string.Equals(value.ToString(), "false", StringComparison.OrdinalIgnoreCase);

    // An intrinsic function, such as Fn::If or Fn::Transform, stands for something that only a deployment knows.
    private static bool IsPlain(JsonNode? value) =>
        value is null
        || value is JsonObject map && !map.Any(member => member.Key == "Ref" || member.Key.StartsWith("Fn::", StringComparison.Ordinal));
}
