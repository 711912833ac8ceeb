using System.Text;
using AsyncJobs.Http;
using AsyncJobs.Jobs;
using AsyncJobs.Local.Functions;
using AsyncJobs.Shared;

namespace AsyncJobs.Local.Gateway;

/// <summary>A route of the API with the function behind it.</summary>
/// <param name="Template">Method and path; null for the route that takes what no other one does.</param>
/// <param name="Function">What answers.</param>
internal sealed record GatewayRoute(JobRoute? Template, ILocalFunction Function)
{
    /// <summary>The route key, as events have it.</summary>
    public string Key { get; } = Template?.Key ?? "$default";

    /// <summary>Whether a link of any site may lead to it, since it only shows something.</summary>
    public bool TakesLinks { get; private init; }

    /// <summary>Whether replies of its function are passed on as they come.</summary>
    public bool Streams { get; private init; }

    /// <summary>The routes that a deployment of the application has.</summary>
    /// <param name="app">The application.</param>
    /// <param name="functions">Its functions.</param>
    /// <param name="answersPages">Whether browsers get an answer that ask for pages of other origins.</param>
    /// <param name="listsJobs">Whether callers may list their jobs.</param>
    /// <param name="hasCallbacks">Whether callbacks are enabled.</param>
    public static GatewayRoute[] Of(JobApp app, ILocalFunctions functions, bool answersPages, bool listsJobs, bool hasCallbacks)
    {
        bool retries = app.Jobs.Any(static job => job.KeepInput);
        JobDefinition[] routed = [.. app.Jobs.Where(job => job.Route is not null)];
        GatewayRoute[] preflights =
        [
            new GatewayRoute(new JobRoute("OPTIONS", JobPaths.Job), functions.Status),
            .. retries ? [new GatewayRoute(new JobRoute("OPTIONS", JobPaths.Retry), functions.Status)] : Array.Empty<GatewayRoute>(),
            .. hasCallbacks ? [new GatewayRoute(new JobRoute("OPTIONS", JobPaths.Callback), functions.Status)] : Array.Empty<GatewayRoute>(),
            .. listsJobs ? [new GatewayRoute(new JobRoute("OPTIONS", "/jobs"), functions.Status)] : Array.Empty<GatewayRoute>(),
            .. routed.Select(job => new GatewayRoute(new JobRoute("OPTIONS", job.Route!.Template), functions.Accept(job))),
        ];
        return
        [
            // Before a job's route with a placeholder, as API Gateway has it.
            .. listsJobs ? [new GatewayRoute(new JobRoute("GET", "/jobs"), functions.Status) { TakesLinks = true }] : Array.Empty<GatewayRoute>(),
            .. routed.Select(job => new GatewayRoute(job.Route, functions.Accept(job))),
            new GatewayRoute(new JobRoute("GET", JobPaths.Job), functions.Stream ?? functions.Status)
            {
                TakesLinks = true,
                Streams = functions.Stream is not null,
            },
            new GatewayRoute(new JobRoute("DELETE", JobPaths.Job), functions.Status),
            .. retries ? [new GatewayRoute(new JobRoute("POST", JobPaths.Retry), functions.Status)] : Array.Empty<GatewayRoute>(),
            .. hasCallbacks ? [new GatewayRoute(new JobRoute("POST", JobPaths.Callback), functions.Status)] : Array.Empty<GatewayRoute>(),
            .. answersPages ? preflights : [],
            new GatewayRoute(null, functions.Http),
        ];
    }

    /// <summary>The routes that no deployment has: by them a developer starts the jobs that only code starts.</summary>
    /// <param name="app">The application.</param>
    /// <param name="functions">Its functions.</param>
    public static IEnumerable<GatewayRoute> OfThisMachine(JobApp app, ILocalFunctions functions) => app.Jobs
        .Where(job => job.Route is null)
        .Select(job => new GatewayRoute(LocalStart.RouteOf(job), functions.Accept(job)));

    public bool Matches(string method, string encodedPath) =>
        Template is null || (Template.Method == method && Template.Matches(Encoding.UTF8.GetBytes(encodedPath)));

    /// <summary>The placeholders with their values, still percent-encoded.</summary>
    public IEnumerable<KeyValuePair<string, string>> Values(string encodedPath) => Template?.Values(encodedPath) ?? [];
}
