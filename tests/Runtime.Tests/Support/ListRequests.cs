using System.Text.Json.Nodes;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>Requests for the list of a caller's jobs.</summary>
internal static class ListRequests
{
    /// <summary>Anna, as a JWT authorizer of an HTTP API names her.</summary>
    public const string Anna = """{"jwt":{"claims":{"iss":"https://id.example","sub":"anna"}}}""";

    /// <summary>A request for the list.</summary>
    public static byte[] Of(string frontEnd, string? caller, Action<JsonObject>? change, params (string Name, string Value)[] query) =>
        SampleEvent.Bodyless(frontEnd, "GET", "/jobs", root =>
        {
            Authorize(root, caller);
            Ask(root, query);
            change?.Invoke(root);
        });

    public static void Authorize(JsonObject root, string? authorizer) => root["requestContext"]!["authorizer"] = authorizer is null ? null : JsonNode.Parse(authorizer);

    /// <summary>Has a request ask, whatever form it has.</summary>
    public static void Ask(JsonObject root, params (string Name, string Value)[] query)
    {
        if (root.ContainsKey("rawPath"))
        {
            root["rawQueryString"] = string.Join('&', query.Select(static one => $"{one.Name}={one.Value.Replace("+", "%2B", StringComparison.Ordinal)}"));
            root["queryStringParameters"] = null;
        }
        else
        {
            root["queryStringParameters"] = new JsonObject(query.Select(static one => KeyValuePair.Create(one.Name, (JsonNode?)one.Value)));
            root["multiValueQueryStringParameters"] = new JsonObject(query.Select(static one => KeyValuePair.Create(one.Name, (JsonNode?)new JsonArray(one.Value))));
        }
    }
}
