using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace AsyncJobs.Chaos.Faults;

/// <summary>Stands between the functions and DynamoDB, injects faults, and keeps count of what reached the table.</summary>
internal sealed class FaultProxy : IAsyncDisposable
{
    private const string Prefix = "com.amazonaws.dynamodb.v20120810#";

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false, MaxConnectionsPerServer = 64 });
    private readonly ConcurrentDictionary<string, string> _subjects = new();
    private readonly ConcurrentDictionary<string, int> _counts = new();
    private readonly Uri _table;
    private readonly ChaosOptions _options;
    private readonly FaultCounts _faults;
    private readonly WebApplication _server;

    private FaultProxy(Uri table, ChaosOptions options, FaultCounts faults)
    {
        _table = table;
        _options = options;
        _faults = faults;
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(HandleAsync);
    }

    /// <summary>Where it listens.</summary>
    public string Url => _server.Urls.First();

    /// <summary>Every write that made a job final and was confirmed by the table, by the job's id: the status it set.</summary>
    public ConcurrentDictionary<string, ConcurrentQueue<string>> Completions { get; } = new();

    public static async Task<FaultProxy> StartAsync(string table, ChaosOptions options, FaultCounts faults)
    {
        FaultProxy proxy = new(new Uri(table), options, faults);
        await proxy._server.StartAsync();
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _http.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using MemoryStream input = new();
        await context.Request.Body.CopyToAsync(input, context.RequestAborted);
        byte[] body = input.ToArray();
        TableRequest? request = TableRequest.TryRead(context.Request.Headers["X-Amz-Target"].ToString(), body);
        if (request is null)
        {
            await ForwardAsync(context, body, null, isAnswered: true);
            return;
        }

        string subject = SubjectOf(request);
        string kind = $"{subject}/{request.Kind}";
        int number = _counts.AddOrUpdate(kind, 1, static (_, count) => count + 1);
        TableFault fault = TableFaults.Choose(new Dice(_options.Seed, kind), number);
        if (fault is not TableFault.None)
            _faults.Add("table " + fault);

        if (request.Sabotaged(_options.Sabotage) is { } sabotaged)
        {
            body = sabotaged;
            _faults.Add("table conditions removed");
        }

        switch (fault)
        {
            case TableFault.Throttled:
                await RefuseAsync(context, 400, "ThrottlingException", "Throughput exceeds the current capacity of your table or index.");
                return;
            case TableFault.ServerError:
                await RefuseAsync(context, 500, "InternalServerError", "The request processing has failed because of an unknown error, exception or failure.");
                return;
            case TableFault.RequestLost:
                context.Abort();
                return;
            case TableFault.Delayed:
                await Task.Delay(new Dice(_options.Seed, kind).Choose($"delay {number}", 10, 300), context.RequestAborted);
                break;
        }

        await ForwardAsync(context, body, request, isAnswered: fault is not TableFault.AnswerLost);
    }

    // The id is different in every run; what the client said is not.
    private string SubjectOf(TableRequest request) =>
        request.CorrelationId is { } said ? _subjects[request.Id] = said : _subjects.GetValueOrDefault(request.Id, request.Id);

    private async Task ForwardAsync(HttpContext context, byte[] body, TableRequest? request, bool isAnswered)
    {
        using HttpRequestMessage forwarded = new(HttpMethod.Post, _table) { Content = new ByteArrayContent(body) };
        foreach (var header in context.Request.Headers)
        {
            if (header.Key is "Content-Type")
                forwarded.Content.Headers.TryAddWithoutValidation(header.Key, header.Value.ToString());
            else if (header.Key is not ("Host" or "Content-Length" or "Connection" or "Expect"))
                forwarded.Headers.TryAddWithoutValidation(header.Key, header.Value.ToString());
        }

        // A write that is on its way arrives, whatever becomes of its sender.
        using HttpResponseMessage response = await _http.SendAsync(forwarded, CancellationToken.None);
        byte[] answer = await response.Content.ReadAsByteArrayAsync(CancellationToken.None);
        if (request is { IsCompletion: true } && response.StatusCode is HttpStatusCode.OK)
            Completions.GetOrAdd(request.Id, static _ => []).Enqueue(request.Status!);

        if (!isAnswered)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer, context.RequestAborted);
    }

    private static async Task RefuseAsync(HttpContext context, int status, string type, string message)
    {
        byte[] body = Encoding.UTF8.GetBytes($$"""{"__type":"{{Prefix}}{{type}}","message":"{{message}}"}""");
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/x-amz-json-1.0";
        context.Response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString("N");
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }
}
