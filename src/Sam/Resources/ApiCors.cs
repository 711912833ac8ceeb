using System.Text.Json.Nodes;
using AsyncJobs.Sam.Documents;
using AsyncJobs.Sam.Plan;

namespace AsyncJobs.Sam.Resources;

/// <summary>
/// What a template says of browsers at an HTTP API as a whole. Where it says anything, API Gateway answers them itself and drops what functions
/// reply to them: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html.
/// </summary>
internal sealed class ApiCors
{
    private const string Property = "CorsConfiguration";
    private const string All = "*";

    // What a page that starts jobs and waits for them cannot do without.
    private static readonly string[] s_sent = ["authorization", "content-type", "idempotency-key", "prefer"];
    private static readonly string[] s_read = ["location", "retry-after", "content-location", "preference-applied"];

    private readonly List<JsonNode> _sections = [];

    private ApiCors(TemplateDocument document, string? id)
    {
        Read(document.Find("Globals", "HttpApi", Property)?.Value);
        if (id is not null)
            Read(document.Find("Resources", id, "Properties", Property)?.Value);
    }

    /// <summary>Says what the jobs' pages lack there, property by property; empty where nothing is said of browsers, or all that they need.</summary>
    /// <param name="document">The template.</param>
    /// <param name="api">The API.</param>
    /// <param name="plan">The jobs.</param>
    public static IReadOnlyList<string> Missing(TemplateDocument document, ApiReference api, DeploymentPlan plan)
    {
        ApiCors cors = new(document, api.LogicalId);
        if (api.IsRest || cors._sections.Count == 0)
            return [];

        IEnumerable<RoutePlan> routes = plan.Functions.SelectMany(function => function.Routes).Where(route => !route.IsPreflight);
        return
        [
            .. cors.Missing("AllowOrigins", plan.Settings.CorsOrigins),
            .. cors.Missing("AllowMethods", routes.Select(route => route.Method).Distinct()),
            .. cors.Missing("AllowHeaders", s_sent),
            .. cors.Missing("ExposeHeaders", s_read),
        ];
    }

    private void Read(JsonNode? section)
    {
        if (section is JsonObject || (section is JsonValue && !string.Equals(section.ToString(), "false", StringComparison.OrdinalIgnoreCase)))
            _sections.Add(section);
    }

    private IEnumerable<string> Missing(string property, IEnumerable<string> needed)
    {
        HashSet<string> there = new(_sections.SelectMany(section => Values(section, property)), StringComparer.OrdinalIgnoreCase);
        string[] missing = there.Contains(All) ? [] : [.. needed.Where(value => !there.Contains(value))];
        return missing.Length == 0 ? [] : [$"{property} ({string.Join(", ", missing)})"];
    }

    // What only a deployment knows counts as all; true is what SAM makes of it, every origin and nothing else.
    private static IEnumerable<string> Values(JsonNode section, string property) => section switch
    {
        JsonObject map when Intrinsics.Is(map) => [All],
        JsonObject map => map[property] switch
        {
            null => [],
            JsonArray list => list.Select(item => item is JsonValue ? item.ToString() : All),
            JsonObject => [All],
            var value => [value.ToString()],
        },
        _ => property == "AllowOrigins" ? [All] : [],
    };
}
