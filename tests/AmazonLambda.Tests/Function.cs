using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.RuntimeSupport;
using Amazon.Lambda.RuntimeSupport.Bootstrap;
using Amazon.Lambda.Serialization.SystemTextJson;
using AsyncJobs.Tests;

namespace AsyncJobs.AmazonLambda.Tests;

/// <summary>Calls a method of a class library as the managed runtime does: by its handler, through the runtime support.</summary>
internal static class Function
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(1);

    public static async Task<FakeRuntimeApi.Reply> InvokeAsync(string handler, ReadOnlyMemory<byte> payload, string requestId)
    {
        await using FakeRuntimeApi api = new();
        Task runtime = new RuntimeSupportInitializer(handler, new LambdaBootstrapOptions { RuntimeApiEndpoint = api.Address }).RunLambdaBootstrap();
        Task<FakeRuntimeApi.Reply> reply = api.InvokeAsync(payload, requestId);
        Task first = await Task.WhenAny(reply, api.InitError, runtime).WaitAsync(s_patience, TestContext.Current.CancellationToken);
        if (first == api.InitError)
            throw new InvalidOperationException(System.Text.Encoding.UTF8.GetString((await api.InitError).Body));
        if (first == runtime)
            await runtime;

        // The runtime goes on asking, and ends with the fake's refusal.
        _ = runtime.ContinueWith(static ended => _ = ended.Exception, TestContext.Current.CancellationToken, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return await reply;
    }

    public static async Task<APIGatewayHttpApiV2ProxyResponse> HttpAsync(string handler, APIGatewayHttpApiV2ProxyRequest request)
    {
        CamelCaseLambdaJsonSerializer serializer = new();
        using MemoryStream payload = new();
        serializer.Serialize(request, payload);
        FakeRuntimeApi.Reply reply = await InvokeAsync(handler, payload.ToArray(), Guid.NewGuid().ToString());
        Assert.False(reply.IsError, System.Text.Encoding.UTF8.GetString(reply.Body));
        return serializer.Deserialize<APIGatewayHttpApiV2ProxyResponse>(new MemoryStream(reply.Body));
    }

    public static APIGatewayHttpApiV2ProxyRequest Request(string method, string path, string routeKey) => new()
    {
        Version = "2.0",
        RouteKey = routeKey,
        RawPath = path,
        RawQueryString = "",
        Headers = new Dictionary<string, string> { ["host"] = "api.example.com" },
        RequestContext = new()
        {
            Stage = "$default",
            RequestId = "http-1",
            Http = new() { Method = method, Path = path, Protocol = "HTTP/1.1", SourceIp = "192.0.2.1" },
        },
    };
}
