using System.Text;
using AsyncJobs.Http;
using AsyncJobs.Jobs;

namespace AsyncJobs.Local;

/// <summary>A route of the API with the function behind it.</summary>
/// <param name="Template">Method and path; null for the route that takes what no other one does.</param>
/// <param name="EntryPoint">The function's handler.</param>
internal sealed record GatewayRoute(JobRoute? Template, LambdaEntryPoint EntryPoint)
{
    /// <summary>The route key, as events have it.</summary>
    public string Key { get; } = Template?.Key ?? "$default";

    /// <summary>The routes that a deployment of the application has.</summary>
    public static GatewayRoute[] Of(JobApp app) =>
    [
        .. app.Jobs.Select(job => new GatewayRoute(job.Route, (payload, invocation, reply) => app.AcceptAsync(job, payload, invocation, reply))),
        new GatewayRoute(new JobRoute("GET", "/jobs/{id}"), app.StatusAsync),
        new GatewayRoute(new JobRoute("DELETE", "/jobs/{id}"), app.StatusAsync),
        new GatewayRoute(null, app.HttpAsync),
    ];

    public bool Matches(string method, string encodedPath) =>
        Template is null || (Template.Method == method && Template.Matches(Encoding.UTF8.GetBytes(encodedPath)));

    /// <summary>The placeholders with their values, still percent-encoded.</summary>
    public IEnumerable<KeyValuePair<string, string>> Values(string encodedPath) => Template?.Values(encodedPath) ?? [];
}
