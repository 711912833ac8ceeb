using System.Text.Json.Nodes;

namespace AsyncJobs.Sam.Resources;

/// <summary>
/// How many requests an API takes that SAM adds for the jobs alone. Written into a new template only: in one that is there, the section is a
/// person's, and holds for their other APIs too.
/// </summary>
internal static class Throttling
{
    // Enough for some hundred jobs whose callers poll them; docs/guides/template.md says what the numbers mean.
    private const int RequestsPerSecond = 50;
    private const int Burst = 100;

    /// <summary>The section <c>Globals</c>, for a REST API or for an HTTP API.</summary>
    public static JsonObject Of(bool isRest) => isRest
        ? new JsonObject
        {
            ["Api"] = new JsonObject
            {
                ["MethodSettings"] = new JsonArray(new JsonObject
                {
                    ["HttpMethod"] = "*",
                    ["ResourcePath"] = "/*",
                    ["ThrottlingRateLimit"] = RequestsPerSecond,
                    ["ThrottlingBurstLimit"] = Burst,
                }),
            },
        }
        : new JsonObject
        {
            ["HttpApi"] = new JsonObject
            {
                ["DefaultRouteSettings"] = new JsonObject { ["ThrottlingRateLimit"] = RequestsPerSecond, ["ThrottlingBurstLimit"] = Burst },
            },
        };
}
