using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.Runtime;

namespace AsyncJobs.Storage.Tests;

/// <summary>Stands between a client and DynamoDB Local, and has it say what each request costs.</summary>
internal sealed class CountingHttp : HttpClientFactory
{
    private readonly ConcurrentQueue<Cost> _costs = new();

    /// <summary>Each request with its price in capacity units, in order. What was refused by its condition is told without one.</summary>
    internal IReadOnlyList<Cost> Costs => [.. _costs];

    /// <summary>Forgets what was asked before.</summary>
    internal void Clear() => _costs.Clear();

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(CreateHandler());

    internal HttpMessageHandler CreateHandler() => new Handler(this);

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => true;

    public override string? GetConfigUniqueString(IClientConfig clientConfig) => null;

    /// <param name="Operation">Such as <c>PutItem</c>.</param>
    /// <param name="Units">Write units of a write, read units of a read.</param>
    internal sealed record Cost(string Operation, double Units);

    private sealed class Handler(CountingHttp owner) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            string operation = request.Headers.GetValues("X-Amz-Target").Single().Split('.')[^1];

            // The local DynamoDB does not check signatures, so that a request may ask for more than its sender did.
            JsonObject body = JsonNode.Parse(await request.Content!.ReadAsStringAsync(cancellationToken))!.AsObject();
            body["ReturnConsumedCapacity"] = "TOTAL";
            ByteArrayContent content = new(Encoding.UTF8.GetBytes(body.ToJsonString()));
            content.Headers.ContentType = request.Content.Headers.ContentType;
            request.Content = content;

            HttpResponseMessage response = await base.SendAsync(request, cancellationToken);
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            using JsonDocument answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync(cancellationToken));
            double units = !answer.RootElement.TryGetProperty("ConsumedCapacity", out JsonElement consumed) ? 0
                : consumed.ValueKind is JsonValueKind.Array ? consumed.EnumerateArray().Sum(static table => table.GetProperty("CapacityUnits").GetDouble())
                : consumed.GetProperty("CapacityUnits").GetDouble();
            owner._costs.Enqueue(new Cost(operation, units));
            return response;
        }
    }
}
