using System.Net.Sockets;
using System.Text;
using AsyncJobs.Hosting;
using AsyncJobs.Jobs;
using AsyncJobs.Local.CommandLine;
using AsyncJobs.Local.Files;
using AsyncJobs.Local.Gateway;
using AsyncJobs.Local.Operations;
using AsyncJobs.Local.Page;
using AsyncJobs.Local.Platform;
#if NET9_0_OR_GREATER
using AsyncJobs.Local.OpenApi;
#endif

namespace AsyncJobs.Local;

/// <summary>
/// Runs an application's jobs on this machine: HTTP in front, the same entry points as on AWS behind it, and the platform's limits.
/// </summary>
/// <remarks>With <c>--isolated</c> the program is started again for each function, as Lambda would start it.</remarks>
public static class LocalHost
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    /// <summary>Runs until Ctrl-C or SIGTERM.</summary>
    /// <param name="app">The application, <c>AppJobs.App</c>.</param>
    /// <param name="args">The command line; <c>--help</c> lists what it takes.</param>
    /// <param name="example">The request to print as a curl line; null for one made from the first job's route.</param>
    /// <returns>The exit code of the process: 0 after a clean end, 1 when it could not start, 2 for a command line that is not understood.</returns>
    public static async Task<int> RunAsync(JobApp app, string[] args, LocalExample? example = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(args);

        // A process of a function, in a program that does not look for that itself.
        if (LambdaHost.IsLambda)
            return LambdaHost.Run(app);

        LocalOptions options;
        try
        {
            options = LocalOptions.Parse(args);
        }
        catch (LocalOptionsException exception)
        {
            return Fail($"{exception.Message} --help lists the options.", exitCode: 2);
        }

        if (options.ShowHelp)
        {
            Console.WriteLine(LocalOptions.Help);
            return 0;
        }

        CallerSettings callers;
        try
        {
            callers = CallerSettings.Of(app, options, Environment.GetEnvironmentVariable);
        }
        catch (LocalOptionsException exception)
        {
            return Fail(exception.Message, exitCode: 1);
        }

        return options.WritesOpenApi
            ? WriteOpenApi(app, callers, options.OpenApiFile)
            : await RunAsync(app, options, callers, example).ConfigureAwait(false);
    }

    private static int WriteOpenApi(JobApp app, CallerSettings callers, string? file)
    {
#if NET9_0_OR_GREATER
        try
        {
            OpenApiCommand.Run(app, OpenApiSettings.Of(app, callers), file);
            return 0;
        }
        catch (LocalOptionsException exception)
        {
            return Fail(exception.Message, exitCode: 1);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidOperationException)
        {
            return Fail($"Cannot write the OpenAPI document: {exception.Message}", exitCode: 1);
        }
#else
        _ = (app, callers, file);
        return Fail(
            "--openapi needs .NET 9 or later: the System.Text.Json of .NET 8 cannot tell the schemas of types. "
            + "Build for a later one as well, <TargetFrameworks>net8.0;net10.0</TargetFrameworks>, and run it with -f net10.0.",
            exitCode: 1);
#endif
    }

    private static async Task<int> RunAsync(JobApp app, LocalOptions options, CallerSettings callers, LocalExample? example)
    {
        using StopSignal stop = new();
        KeptLines lines = new();
        LocalJobLog log = new(Console.Out, TimeProvider.System, lines);
        if (!options.IsIsolated && !TryMakeServices(app))
            return 1;

        LocalPlatform? platform = await TryStartPlatformAsync(app, options, callers, log).ConfigureAwait(false);
        if (platform is null)
            return 1;

        await using (platform.ConfigureAwait(false))
        {
            string keptIn = options.DynamoDb is null ? "in this process" : $"in the table {LocalDynamoDb.TableName} at {options.DynamoDb}";
            GatewayRoute[] routes = RoutesOf(app, options, callers, platform);
            string place = options.DynamoDb is null ? "in the memory of this local host" : keptIn;
            IJobOperations operations =
                LocalOperations.Of(place, platform.Store, callers.Lists, platform.Functions.Status, TimeProvider.System);
            using OperatorPage page = LocalPage.Of(
                app, operations, routes, callers, [options.Url.Host, .. options.AllowedHosts], lines, TimeProvider.System);
            LoopbackServer server;
            try
            {
                server = await StartServerAsync(options, callers, routes, page, platform, log).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is IOException or SocketException or InvalidOperationException)
            {
                string address = options.Url.GetLeftPart(UriPartial.Authority);
                return Fail($"Cannot listen on {address}: {exception.Message.TrimEnd('.')}. Choose another address with --urls.", exitCode: 1);
            }

            await using (server.ConfigureAwait(false))
            {
                Console.Write(LocalBanner.Write(app, server.Address, keptIn, options, callers, example));
                await stop.Came.ConfigureAwait(false);
                await StopAsync(server, platform).ConfigureAwait(false);
                return 0;
            }
        }
    }

    private static async Task<LoopbackServer> StartServerAsync(
        LocalOptions options, CallerSettings callers, GatewayRoute[] routes, OperatorPage page, LocalPlatform platform, LocalJobLog log)
    {
        HttpGateway gateway = new(
            routes,
            new RequestGuard(RequestGuard.LocalHost, [options.Url.Host, .. options.AllowedHosts], callers.CorsOrigins),
            log,
            TimeProvider.System);
        FileDownloads downloads = new(platform.Files, callers.CorsOrigins);
        LoopbackServer server = await LoopbackServer.StartAsync(options.Url, PlatformLimits.RequestBodyBytes, async context =>
        {
            if (!await page.TryAnswerAsync(context).ConfigureAwait(false)
                && !await downloads.TryAnswerAsync(context).ConfigureAwait(false))
            {
                await gateway.HandleAsync(context).ConfigureAwait(false);
            }
        }).ConfigureAwait(false);
        platform.Files.Address = server.CallersAddress;
        return server;
    }

    private static GatewayRoute[] RoutesOf(JobApp app, LocalOptions options, CallerSettings callers, LocalPlatform platform) =>
    [
        .. GatewayRoute.OfThisMachine(app, platform.Functions),
        .. GatewayRoute.Of(app, platform.Functions, callers.CorsOrigins.Count > 0, callers.Lists.OfOwners, options.Callbacks is not null),
    ];

    private static async Task StopAsync(LoopbackServer server, LocalPlatform platform)
    {
        Console.WriteLine("Stopping: no new requests; workers that run may finish. Ctrl-C again ends at once.");
        await server.StopAsync(s_patience).ConfigureAwait(false);
        IReadOnlyList<string> left = await platform.StopAsync(s_patience).ConfigureAwait(false);
        Console.WriteLine(left.Count == 0
            ? "Stopped; no job was left unfinished."
            : $"Stopped; {left.Count} left unfinished: {string.Join(", ", left)}.");
    }

    private static async Task<LocalPlatform?> TryStartPlatformAsync(JobApp app, LocalOptions options, CallerSettings callers, LocalJobLog log)
    {
        try
        {
            return options.IsIsolated
                ? await LocalPlatform.StartIsolatedAsync(app, options, callers, log, TimeProvider.System).ConfigureAwait(false)
                : await LocalPlatform.StartInProcessAsync(app, options, callers, log, TimeProvider.System).ConfigureAwait(false);
        }
        catch (IOException exception)
        {
            Fail($"Cannot use the DynamoDB at {options.DynamoDb}: {exception.Message}", exitCode: 1);
            return null;
        }
    }

    // The functions of this process share them, and the platform asks them for a payload store.
    private static bool TryMakeServices(JobApp app)
    {
        try
        {
            _ = app.RegistersPayloadStore;
            return true;
        }
        catch (Exception exception)
        {
            string? place = exception.StackTrace?.Split('\n')[0].Trim();
            Fail($"Cannot make the services, which [JobServices] registers: {exception.GetType()}: {exception.Message} {place}", exitCode: 1);
            return false;
        }
    }

    private static int Fail(string message, int exitCode)
    {
        StringBuilder line = new();
        ConsoleText.AppendPlain(line, message.ReplaceLineEndings(" "));
        Console.Error.WriteLine(line.ToString());
        return exitCode;
    }
}
