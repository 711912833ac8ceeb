using AsyncJobs.Local.Platform;
using AsyncJobs.Tests;
using AsyncJobs.Tests.Deployed;
using Microsoft.AspNetCore.Http;

namespace AsyncJobs.Page.Tests.Places;

/// <summary><c>asyncjobs ui</c> for a deployed table, which is in the real DynamoDB Local.</summary>
public sealed class UiPlace(DynamoDbLocal dynamoDb) : IPagePlace, IAsyncDisposable
{
    private readonly HttpClient _http = new();
    private Deployment? _deployment;
    private LoopbackServer? _endpoint;
    private HostProcess? _process;

    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    public string Says => $"in the table {_deployment!.Table} in {Deployment.Region}";

    public string Job => "order";

    /// <summary>Whether AWS refuses to read the table.</summary>
    public bool IsRefused { get; set; }

    public async Task StartAsync()
    {
        if (_process is not null)
            return;

        _deployment ??= await Deployment.StartAsync(dynamoDb);
        _endpoint ??= await LoopbackServer.StartAsync(null, AnswerAsync);
        Dictionary<string, string> variables = _deployment.Variables;
        variables.Remove("AWS_ENDPOINT_URL_DYNAMODB");
        _process = HostProcess.Start(
            HostProcess.DotNet,
            variables,
            [Programs.Tool, "ui", "--table", _deployment.Table, "--function", FakeAws.StatusFunction, "--endpoint", _endpoint.Address, "--port", $"{Address.Port}"]);
        string[] lines = await _process.WaitForLinesAsync(1, static line => line.StartsWith("Open http://", StringComparison.Ordinal));
        Address = new Uri(lines[0].Split(' ')[1]);
    }

    public async Task StopAsync()
    {
        await _process!.DisposeAsync();
        _process = null;
    }

    public async Task<string> EndedAsync(string text)
    {
        string id = await _deployment!.OrderAsync(text, "anna");
        await WorkAsync();
        return id;
    }

    public Task<string> OpenAsync() => _deployment!.OrderAsync("waits");

    public Task WorkAsync() => _deployment!.WorkAsync();

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        if (_process is not null)
            await _process.DisposeAsync();
        if (_endpoint is not null)
            await _endpoint.DisposeAsync();
        if (_deployment is not null)
            await _deployment.DisposeAsync();
    }

    // What stands before DynamoDB, and may refuse as IAM does.
    private async Task AnswerAsync(HttpContext context)
    {
        if (IsRefused)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsJsonAsync(new
            {
                __type = "com.amazon.coral.service#AccessDeniedException",
                Message = "User: arn:aws:iam::123456789012:user/anna is not authorized to perform: dynamodb:Query on resource: x",
            });
            return;
        }

        using HttpRequestMessage request = new(HttpMethod.Post, dynamoDb.Endpoint) { Content = new StreamContent(context.Request.Body) };
        foreach ((string name, var values) in context.Request.Headers.Where(static header => header.Key is not "Host" and not "Connection"))
        {
            if (!request.Headers.TryAddWithoutValidation(name, values.ToArray()))
                request.Content.Headers.TryAddWithoutValidation(name, values.ToArray());
        }

        using HttpResponseMessage reply = await _http.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)reply.StatusCode;
        context.Response.ContentType = reply.Content.Headers.ContentType?.ToString();
        foreach ((string name, IEnumerable<string> values) in reply.Headers.Where(static header => header.Key.StartsWith("x-amz", StringComparison.OrdinalIgnoreCase)))
            context.Response.Headers[name] = values.ToArray();
        await reply.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
