using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>The events under Events: the same request, as each front end hands it over.</summary>
internal static class SampleEvent
{
    public const string HttpApi = "http-api";
    public const string FunctionUrl = "function-url";
    public const string RestApi = "rest-api";
    public const string LoadBalancer = "load-balancer";
    public const string LoadBalancerMultiValue = "load-balancer-multi-value";

    public static IReadOnlyList<string> Names { get; } = [HttpApi, FunctionUrl, RestApi, LoadBalancer, LoadBalancerMultiValue];

    public static TheoryData<string> All => [.. Names];

    public static byte[] Read(string name)
    {
        using Stream resource = typeof(SampleEvent).Assembly.GetManifestResourceStream(name)!;
        using MemoryStream copy = new();
        resource.CopyTo(copy);
        return copy.ToArray();
    }

    public static byte[] Read(string name, Action<JsonObject> change)
    {
        JsonObject root = JsonNode.Parse(Read(name))!.AsObject();
        change(root);
        return Encoding.UTF8.GetBytes(root.ToJsonString());
    }

    /// <summary>A request without body, such as GET of a job's URL, that has come by a route for everything.</summary>
    public static byte[] Bodyless(string name, string method, string path, Action<JsonObject>? change = null) => Read(name, root =>
    {
        root.Remove("body");
        root.Remove("pathParameters");
        if (root.ContainsKey("rawPath"))
        {
            root["rawPath"] = path;
            root["routeKey"] = "$default";
            root["requestContext"]!["http"]!["method"] = method;
        }
        else
        {
            root["path"] = path;
            if (root.ContainsKey("resource"))
                root["resource"] = "/{proxy+}";
            root["httpMethod"] = method;
        }

        change?.Invoke(root);
    });
}
