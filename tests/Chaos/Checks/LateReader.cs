using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using AsyncJobs.Buffers;
using AsyncJobs.Chaos.Jobs;
using AsyncJobs.Dispatch;
using AsyncJobs.Jobs;
using AsyncJobs.Logging;
using AsyncJobs.Storage;

namespace AsyncJobs.Chaos.Checks;

/// <summary>
/// A status function that nobody disturbs, on DynamoDB itself. Its clock can be ahead: a job whose worker has vanished is declared lost by
/// a reader, and nobody here waits as long as that takes.
/// </summary>
internal sealed class LateReader : IDisposable
{
    private readonly AmazonDynamoDBClient _client;
    private readonly string _table;
    private readonly ChaosPayloads _payloads;

    public LateReader(string endpoint, string table, string payloadFolder)
    {
        _table = table;
        _payloads = new ChaosPayloads(payloadFolder, failures: 0);
        _client = new AmazonDynamoDBClient(new AmazonDynamoDBConfig
        {
            ServiceURL = endpoint,
            AuthenticationRegion = "us-east-1",
            DefaultAWSCredentials = new BasicAWSCredentials("local", "local"),
        });
    }

    /// <summary>How far ahead to look: when leases are long over, and when events are.</summary>
    public static IReadOnlyList<TimeSpan> Times { get; } = [TimeSpan.Zero, TimeSpan.FromMinutes(30), TimeSpan.FromHours(12)];

    /// <summary>Reads a job so much later.</summary>
    /// <returns>Null when it is not there.</returns>
    public async Task<JobView?> GetAsync(string id, TimeSpan later)
    {
        JobApp app = new(AppJobs.App.Jobs);
        app.Use(new JobPlatform(new DynamoDbJobStore(_client, _table), new NoDispatcher()) { Time = new LaterTime(later), Log = new NoLog(), Payloads = _payloads });
        string path = JsonSerializer.Serialize("/jobs/" + id);
        string http = $$"""{"method":"GET","path":{{path}}}""";
        string context = $$"""{"domainName":"x.lambda-url.us-east-1.on.aws","requestId":"late","http":{{http}} }""";
        string payload = $$"""{"version":"2.0","rawPath":{{path}},"requestContext":{{context}} }""";
        using PooledBuffer output = new();
        Invocation invocation = new() { RequestId = "late", Deadline = DateTimeOffset.UtcNow + later + TimeSpan.FromSeconds(30) };
        await app.StatusAsync(System.Text.Encoding.UTF8.GetBytes(payload), invocation, output);
        using JsonDocument reply = JsonDocument.Parse(output.WrittenMemory);
        return reply.RootElement.GetProperty("statusCode").GetInt32() == 200 ? JobView.Of(reply.RootElement.GetProperty("body").GetString()!) : null;
    }

    /// <summary>The id of each job in the table, and what its start said in x-correlation-id.</summary>
    public async Task<List<(string Id, string? CorrelationId)>> ScanAsync()
    {
        List<(string, string?)> found = [];
        ScanRequest request = new(_table) { ProjectionExpression = "id, correlationId", ConsistentRead = true };
        do
        {
            ScanResponse page = await _client.ScanAsync(request);
            found.AddRange((page.Items ?? []).Select(item => (item["id"].S, item.TryGetValue("correlationId", out AttributeValue? said) ? said.S : null)));
            request.ExclusiveStartKey = page.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
        return found;
    }

    public void Dispose() => _client.Dispose();

    private sealed class LaterTime(TimeSpan later) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + later;
    }

    private sealed class NoDispatcher : IJobDispatcher
    {
        public ValueTask SendAsync(string job, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken) =>
            throw new JobDispatchException("A reader starts nothing.");
    }

    private sealed class NoLog : JobLog
    {
        public override void Write(in JobLogEntry entry)
        {
        }
    }
}
