using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using AsyncJobs.Local.Platform;
using Microsoft.AspNetCore.Http;

namespace AsyncJobs.Storage.Tests.Throttling;

/// <summary>A server between a client and DynamoDB Local: what comes through is DynamoDB's, and what does not is what the test says.</summary>
internal sealed class FaultyTable : IAsyncDisposable
{
    /// <summary>DynamoDB does it, and the connection breaks before the answer.</summary>
    public const string AnswerLost = "AnswerLost";

    /// <summary>The connection breaks before DynamoDB has it.</summary>
    public const string RequestLost = "RequestLost";

    private readonly HttpClient _http = new();
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly Uri _table;
    private LoopbackServer? _server;

    private FaultyTable(Uri table) => _table = table;

    /// <summary>Where it listens.</summary>
    public string Url => _server!.Address;

    /// <summary>What was asked for: an operation, <c>Claim</c> or <c>Finish</c>.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>What becomes of a request, by what it asks for and the how manieth of its kind it is: the code of an error, or one of the above; null for nothing.</summary>
    public Func<string, int, string?> Fault { get; set; } = (_, _) => null;

    public static async Task<FaultyTable> StartAsync(string endpoint)
    {
        FaultyTable table = new(new Uri(endpoint));
        table._server = await LoopbackServer.StartAsync(mostBodyBytes: null, table.HandleAsync);
        return table;
    }

    public int Count(string kind) => _requests.Count(request => request == kind);

    public async ValueTask DisposeAsync()
    {
        await _server!.DisposeAsync();
        _http.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        using MemoryStream input = new();
        await context.Request.Body.CopyToAsync(input);
        string kind = KindOf(context.Request, input.ToArray());
        int number;
        lock (_requests)
        {
            _requests.Enqueue(kind);
            number = Count(kind);
        }

        string? fault = Fault(kind, number);
        switch (fault)
        {
            case null or AnswerLost:
                await ForwardAsync(context, input.ToArray(), isAnswered: fault is null);
                break;
            case RequestLost:
                context.Abort();
                break;
            default:
                byte[] body = Encoding.UTF8.GetBytes($$"""{"__type":"com.amazonaws.dynamodb.v20120810#{{fault}}","message":"As the test says."}""");
                context.Response.StatusCode = fault is "InternalServerError" or "ServiceUnavailable" ? 500 : 400;
                context.Response.ContentType = "application/x-amz-json-1.0";
                context.Response.ContentLength = body.Length;
                await context.Response.Body.WriteAsync(body);
                break;
        }
    }

    private static string KindOf(HttpRequest request, byte[] body)
    {
        string operation = request.Headers["X-Amz-Target"].ToString().Split('.')[^1];
        string update = (string?)JsonNode.Parse(body)!["UpdateExpression"] ?? "";
        return update.Contains("attempt = attempt", StringComparison.Ordinal) ? "Claim"
            : update.Contains("finishedAt", StringComparison.Ordinal) ? "Finish"
            : operation;
    }

    private async Task ForwardAsync(HttpContext context, byte[] body, bool isAnswered)
    {
        using HttpRequestMessage forwarded = new(HttpMethod.Post, _table) { Content = new ByteArrayContent(body) };
        forwarded.Content.Headers.TryAddWithoutValidation("Content-Type", context.Request.ContentType);
        foreach (string name in (string[])["X-Amz-Target", "X-Amz-Date", "Authorization"])
            forwarded.Headers.TryAddWithoutValidation(name, context.Request.Headers[name].ToString());

        using HttpResponseMessage response = await _http.SendAsync(forwarded);
        byte[] answer = await response.Content.ReadAsByteArrayAsync();
        if (!isAnswered)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = (int)response.StatusCode;
        context.Response.ContentType = response.Content.Headers.ContentType?.ToString();
        context.Response.ContentLength = answer.Length;
        await context.Response.Body.WriteAsync(answer);
    }
}
