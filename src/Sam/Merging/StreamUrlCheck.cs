using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AsyncJobs.Sam.Documents;
using AsyncJobs.Sam.Plan;
using AsyncJobs.Sam.Resources;
using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Merging;

/// <summary>
/// Compares the function URL that streams with the events of the jobs' URLs. What a person wrote into their <c>Auth</c> holds at the API alone: the
/// URL would let in whom it keeps out.
/// </summary>
internal static class StreamUrlCheck
{
    private static readonly HashSet<string> s_paths = new(StringComparer.Ordinal) { JobPaths.Job, JobPaths.Retry, JobPaths.Callback };

    /// <summary>Checks the resources as they are to be written.</summary>
    /// <param name="resources">Those of the jobs.</param>
    /// <param name="desired">What the build wants of them.</param>
    /// <param name="plan">The jobs.</param>
    /// <exception cref="TemplateException">An event has an <c>Auth</c> that the URL cannot have.</exception>
    public static void Check(IReadOnlyList<DocumentEntry> resources, IReadOnlyDictionary<string, JsonObject> desired, DeploymentPlan plan)
    {
        HashSet<string> starts = [.. plan.Functions
            .SelectMany(static function => function.Routes)
            .Where(static route => route.StartsJob)
            .Select(static route => route.Request)];
        foreach (string authType in resources.Where(resource => desired.ContainsKey(resource.Key!)).Select(AuthTypeOf).OfType<string>())
        {
            foreach (DocumentEntry resource in resources)
            {
                foreach ((string name, JsonObject value) in Events.Of(resource.Node.Value))
                {
                    if (IsOfJobs(value, starts)
                        && !Canonical.AreEqual(AuthOf(value), AuthOf(Events.Find(desired.GetValueOrDefault(resource.Key!), name)))
                        && !IsOpenTo(AuthOf(value), authType))
                        throw StreamPlan.EventIsClosed(resource.Key!, name, Events.RequestOf(value)!);
                }
            }
        }
    }

    private static string? AuthTypeOf(DocumentEntry resource) =>
        resource.Node.Find(Events.Properties)?.Node.Find(SamResources.Url)?.Node.Find(SamResources.UrlAuthType)?.Node.Value?.ToString();

    // Browsers ask without credentials, and starts are not answered at the URL.
    private static bool IsOfJobs(JsonObject item, HashSet<string> starts) =>
        Events.RequestOf(item) is { } request
        && request.Split(' ', 2) is [not "OPTIONS", var path]
        && s_paths.Contains(Regex.Replace(path, @"\{[^}]*\}", "{id}"))
        && !starts.Contains(request);

    private static JsonNode? AuthOf(JsonObject? item) => (item?[Events.Properties] as JsonObject)?["Auth"];

    // Whatever else there is, such as scopes, a policy, or a function of CloudFormation's, the URL has nothing of the kind.
    private static bool IsOpenTo(JsonNode? auth, string authType) =>
        auth is null || auth is JsonObject map && map.All(member => member switch
        {
            { Value: null } or { Key: "InvokeRole" } => true,
            { Key: "Authorizer", Value: { } authorizer } => authorizer.ToString() is ApiAuth.None || authorizer.ToString() == authType,
            { Key: "ApiKeyRequired", Value: { } key } => string.Equals(key.ToString(), "false", StringComparison.OrdinalIgnoreCase),
            _ => false,
        });
}
