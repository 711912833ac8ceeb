using System.Net.Sockets;
using AsyncJobs.Jobs;
using AsyncJobs.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncJobs.Local;

/// <summary>Runs an application's jobs on this machine: HTTP in front, the same entry points as on AWS behind it, and the platform's limits.</summary>
public static class LocalHost
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    // Nothing here costs money: a developer who cancels a job sees it stop.
    private static readonly TimeSpan s_cancelPollInterval = TimeSpan.FromSeconds(1);

    /// <summary>Runs until Ctrl-C or SIGTERM.</summary>
    /// <param name="app">The application, <c>AppJobs.App</c>.</param>
    /// <param name="args">The command line; <c>--help</c> lists what it takes.</param>
    /// <param name="example">The request to print as a curl line; null for one made from the first job's route.</param>
    /// <returns>The exit code of the process: 0 after a clean end, 1 when it could not start, 2 for a command line that is not understood.</returns>
    public static async Task<int> RunAsync(JobApp app, string[] args, LocalExample? example = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(args);
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

        return await RunAsync(app, options, example).ConfigureAwait(false);
    }

    private static async Task<int> RunAsync(JobApp app, LocalOptions options, LocalExample? example)
    {
        using StopSignal stop = new();
        TimeProvider time = TimeProvider.System;
        LocalJobLog log = new(Console.Out, time);
        using LocalDispatcher dispatcher = new(app, options.RetryDelay, log, time);
        IJobStore store;
        try
        {
            store = options.DynamoDb is { } url ? await LocalDynamoDb.OpenAsync(url).ConfigureAwait(false) : new InMemoryJobStore();
        }
        catch (IOException exception)
        {
            return Fail($"Cannot use the DynamoDB at {options.DynamoDb}: {exception.Message}", exitCode: 1);
        }

        app.Use(new JobPlatform(store, dispatcher)
        {
            Log = log,
            Time = time,
            CancelPollInterval = s_cancelPollInterval,
            RetryDelay = options.RetryDelay,
            Callbacks = options.Callbacks,
        });

        await using WebApplication server = MakeServer(options.Url, new Gateway(GatewayRoute.Of(app), log, time));
        try
        {
            await server.StartAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException or InvalidOperationException)
        {
            string address = options.Url.GetLeftPart(UriPartial.Authority);
            return Fail($"Cannot listen on {address}: {exception.Message.TrimEnd('.')}. Choose another address with --urls.", exitCode: 1);
        }

        string keptIn = options.DynamoDb is null ? "in this process" : $"in the table {LocalDynamoDb.TableName} at {options.DynamoDb}";
        Console.Write(LocalBanner.Write(app, AddressOf(server), keptIn, options, example));

        await stop.Came.ConfigureAwait(false);
        Console.WriteLine("Stopping: no new requests; workers that run may finish. Ctrl-C again ends at once.");
        await StopAsync(server).ConfigureAwait(false);
        IReadOnlyList<string> left = await dispatcher.StopAsync(s_patience).ConfigureAwait(false);
        Console.WriteLine(left.Count == 0 ? "Stopped; no job was left unfinished." : $"Stopped; {left.Count} left unfinished: {string.Join(", ", left)}.");
        return 0;
    }

    private static WebApplication MakeServer(Uri url, Gateway gateway)
    {
        // Nothing from the environment or from appsettings.json: the command line alone says how this runs.
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = PlatformLimits.RequestBodyBytes;
        });
        builder.Services.AddSingleton<Microsoft.Extensions.Hosting.IHostLifetime, LocalLifetime>();

        WebApplication server = builder.Build();
        server.Urls.Add(url.GetLeftPart(UriPartial.Authority));
        server.Run(gateway.HandleAsync);
        return server;
    }

    // Where it listens in fact: the port may have been left to the system.
    private static string AddressOf(WebApplication server) =>
        server.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();

    private static async Task StopAsync(WebApplication server)
    {
        try
        {
            using CancellationTokenSource patience = new(s_patience);
            await server.StopAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Requests that took too long were cut off.
        }
    }

    private static int Fail(string message, int exitCode)
    {
        Console.Error.WriteLine(message.ReplaceLineEndings(" "));
        return exitCode;
    }
}
