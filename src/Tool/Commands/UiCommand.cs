using System.Net.Sockets;
using AsyncJobs.Local.Operations;
using AsyncJobs.Local.Page;
using AsyncJobs.Local.Platform;
using AsyncJobs.Tool.CommandLine;
using AsyncJobs.Tool.Failures;
using AsyncJobs.Tool.Http;
using AsyncJobs.Tool.Output;
using AsyncJobs.Tool.Places;
using Microsoft.AspNetCore.Http;

namespace AsyncJobs.Tool.Commands;

/// <summary><c>asyncjobs ui</c>: serves the operator's page to this machine, until Ctrl-C.</summary>
internal sealed class UiCommand(PlaceOpener opener, ToolOutput output, TimeProvider time) : JobsCommand<UiSettings>(opener)
{
    private const string Host = "127.0.0.1";

    // Nothing that is sent to the page has a body.
    private const long MostBodyBytes = 4096;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    protected override async Task<int> RunAsync(JobPlace place, UiSettings settings, CancellationToken cancellationToken)
    {
        if (place.Operations.Info.ListNote is { } note)
            output.Warn(note);
        PageSettings parts = await PartsAsync(place.Operations, cancellationToken).ConfigureAwait(false);
        using OperatorPage page = new(place.Operations, parts, new RequestGuard("asyncjobs ui", hosts: null, origins: null), time);
        return await ServeAsync(page, place.Operations.Info.Place, settings.Port, cancellationToken).ConfigureAwait(false);
    }

    private async Task<int> ServeAsync(OperatorPage page, string place, int port, CancellationToken cancellationToken)
    {
        LoopbackServer server;
        try
        {
            Uri url = new UriBuilder(Uri.UriSchemeHttp, Host, port).Uri;
            server = await LoopbackServer.StartAsync(url, MostBodyBytes, AnswerAsync).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            throw new ToolException(
                $"The page cannot be served at {Host}:{port}: {exception.Message} Choose another port with --port.", cause: exception);
        }

        await using (server.ConfigureAwait(false))
        {
            output.Line($"Open {server.Address}/ to see the jobs {place}. It is for this machine alone. Ctrl-C stops.");
            await UntilAsync(cancellationToken).ConfigureAwait(false);
            await server.StopAsync(s_patience).ConfigureAwait(false);
        }

        return ExitCode.Done;

        async Task AnswerAsync(HttpContext context)
        {
            if (!await page.TryAnswerAsync(context).ConfigureAwait(false))
                context.Response.StatusCode = StatusCodes.Status404NotFound;
        }
    }

    // A local host tells what its jobs take. A table does not.
    private static async Task<PageSettings> PartsAsync(IJobOperations operations, CancellationToken cancellationToken) =>
        operations is HttpOperations host && await host.ReadOpenApiAsync(cancellationToken).ConfigureAwait(false) is { } document
            ? new PageSettings { OpenApi = () => document, Server = host.Address }
            : new PageSettings();

    private static async Task UntilAsync(CancellationToken stop)
    {
        TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration registration = stop.Register(stopped.SetResult);
        await stopped.Task.ConfigureAwait(false);
    }
}
