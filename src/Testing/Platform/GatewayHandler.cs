using System.Net;
using System.Security.Claims;
using AsyncJobs.Local.Files;
using AsyncJobs.Local.Gateway;
using AsyncJobs.Testing.Time;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Primitives;

namespace AsyncJobs.Testing.Platform;

/// <summary>Brings requests of an <see cref="HttpClient"/> to the gateway in this process, and those for files of jobs to the bucket.</summary>
/// <param name="gateway">The gateway.</param>
/// <param name="files">The bucket.</param>
/// <param name="works">What is under way.</param>
/// <param name="clock">The host's clock.</param>
/// <param name="caller">Whom the gateway's authorizer lets in: the claims of their token; null for a gateway without authorizer.</param>
internal sealed class GatewayHandler(
    HttpGateway gateway, FileDownloads files, WorkList works, VirtualClock clock, ClaimsPrincipal? caller) : HttpMessageHandler
{
    // What sends files asks for loggers.
    private static readonly ServiceProvider s_services =
        new ServiceCollection().AddSingleton<ILoggerFactory>(NullLoggerFactory.Instance).BuildServiceProvider();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        DefaultHttpContext context = await ReadAsync(request, cancellationToken).ConfigureAwait(false);
        Work work = works.Begin(WorkKind.Request, $"{request.Method} {request.RequestUri!.AbsolutePath}");
        TestReply reply = new(context, work, clock);

        // A client that gives up leaves the function to go on.
        Task handling = HandleAsync(context, work, reply);
        Task first = await Task.WhenAny(handling, reply.Begun).WaitAsync(cancellationToken).ConfigureAwait(false);
        if (first != handling)
            return Write(context.Response, new StreamContent(reply.Read()), request);

        await handling.ConfigureAwait(false);
        return Write(context.Response, new ByteArrayContent(await reply.ReadAllAsync().ConfigureAwait(false)), request);
    }

    private async Task HandleAsync(DefaultHttpContext context, Work work, TestReply reply)
    {
        try
        {
            await work.RunAsync(async () =>
            {
                if (!await files.TryAnswerAsync(context).ConfigureAwait(false))
                    await gateway.HandleAsync(context).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
        }
        finally
        {
            // First, so that time does not go on for who waits for the end of the body.
            reply.Complete();
            works.End(work);
        }
    }

    private async Task<DefaultHttpContext> ReadAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Uri url = request.RequestUri!;
        DefaultHttpContext context = new() { RequestServices = s_services };
        if (caller is not null)
            context.User = caller;
        IHttpRequestFeature target = context.Features.GetRequiredFeature<IHttpRequestFeature>();
        target.RawTarget = url.PathAndQuery;
        target.Protocol = "HTTP/1.1";
        context.Request.Method = request.Method.Method;
        context.Request.Scheme = url.Scheme;
        context.Request.Path = PathString.FromUriComponent(url);
        context.Request.Host = new HostString(url.Authority);
        context.Connection.RemoteIpAddress = IPAddress.Loopback;
        context.Connection.LocalPort = url.Port;
        foreach ((string name, IEnumerable<string> values) in request.Headers)
            context.Request.Headers[name] = new StringValues([.. values]);
        if (request.Content is not { } content)
            return context;

        byte[] body = await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        foreach ((string name, IEnumerable<string> values) in content.Headers)
            context.Request.Headers[name] = new StringValues([.. values]);
        context.Request.ContentLength = body.Length;
        context.Request.Body = new MemoryStream(body, writable: false);
        return context;
    }

    private static HttpResponseMessage Write(HttpResponse from, HttpContent body, HttpRequestMessage request)
    {
        HttpResponseMessage response = new((HttpStatusCode)from.StatusCode) { RequestMessage = request, Content = body };
        foreach ((string name, StringValues values) in from.Headers)
        {
            if (!response.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
                response.Content.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
        }

        return response;
    }
}
