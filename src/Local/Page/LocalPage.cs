using AsyncJobs.Jobs;
using AsyncJobs.Local.CommandLine;
using AsyncJobs.Local.Gateway;
using AsyncJobs.Local.Operations;
using AsyncJobs.Local.Platform;
#if NET9_0_OR_GREATER
using AsyncJobs.Local.OpenApi;
#endif

namespace AsyncJobs.Local.Page;

/// <summary>The operator's page of a local host, on which jobs can be started as well.</summary>
internal static class LocalPage
{
    // A look costs nothing here.
    private static readonly TimeSpan s_lookPause = TimeSpan.FromMilliseconds(250);

    /// <param name="app">The application.</param>
    /// <param name="operations">Its jobs.</param>
    /// <param name="routes">The routes that the server has beside the page.</param>
    /// <param name="callers">What holds for callers.</param>
    /// <param name="hosts">Names by which this machine may be called, beside the usual ones.</param>
    /// <param name="log">The log lines of jobs.</param>
    /// <param name="time">The clock.</param>
    public static OperatorPage Of(
        JobApp app,
        IJobOperations operations,
        IReadOnlyList<GatewayRoute> routes,
        CallerSettings callers,
        IEnumerable<string> hosts,
        KeptLines log,
        TimeProvider time)
    {
        PageSettings settings = new()
        {
            Log = log,
            LookPause = s_lookPause,
            Jobs = [.. app.Jobs.Select(StartOf)],
            OpenApi = DocumentOf(app, callers),
            MethodsOf = path =>
            [
                .. routes.Select(static route => route.Template?.Method).OfType<string>().Distinct()
                    .Where(method => routes.Any(route => route.Template is not null && route.Matches(method, path))),
            ],
        };
        return new OperatorPage(operations, settings, new RequestGuard(RequestGuard.LocalHost, hosts, origins: null), time);
    }

    private static StartableJob StartOf(JobDefinition job)
    {
        Http.JobRoute route = LocalStart.RouteOf(job);
        return new StartableJob(job.Name, new StartRequest(route.Method, route.Template, IsLocalOnly: job.Route is null));
    }

#if NET9_0_OR_GREATER
    private static Func<ReadOnlyMemory<byte>> DocumentOf(JobApp app, CallerSettings callers) =>
        () =>
        {
            try
            {
                return OpenApiCommand.Write(app, OpenApiSettings.Of(app, callers));
            }
            catch (Exception exception) when (exception is InvalidOperationException or LocalOptionsException)
            {
                throw new OperationsException($"There is no OpenAPI document of these jobs: {exception.Message}", exception);
            }
        };
#else
    // The System.Text.Json of .NET 8 cannot tell the schemas of types.
    private static Func<ReadOnlyMemory<byte>>? DocumentOf(JobApp app, CallerSettings callers)
    {
        _ = (app, callers);
        return null;
    }
#endif
}
