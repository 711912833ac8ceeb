using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using AsyncJobs.EndToEnd.Tests.Hosting;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.Isolation;

/// <summary>A file is split into chunks, each a job of its own, whose results are merged; and processes are killed meanwhile.</summary>
public sealed class FanOutTests(DynamoDbLocal dynamoDb)
{
    private const int Chunks = 40;
    private const int LinesOfChunk = 5;

    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(4);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_chunk_is_one_job_and_counts_once_whichever_processes_are_killed()
    {
        (int Country, decimal Amount)[] orders = [.. Enumerable.Range(1, Chunks * LinesOfChunk).Select(i => (i % 7, i + (i / 100m)))];
        await using HostProcess host = await HostProcess.StartListeningAsync(
            HostProcess.DotNet,
            RepositoryFiles.TroubleProgram,
            "--isolated",
            "--kill", "5",
            "--seed", "17",
            "--retry-delay", "0.2",
            "--concurrency", "3",
            "--dynamodb", dynamoDb.Endpoint);
        using HttpClient http = new() { BaseAddress = host.Address };

        JsonElement job = await RunAsync(http, string.Join('\n', orders.Select(order => FormattableString.Invariant($"C{order.Country};{order.Amount}")).Prepend("country;amount")));

        Assert.True(job.GetProperty("status").GetString() == "SUCCEEDED", $"{job}\n{host.Output}");
        Assert.Equal(
            orders.GroupBy(static order => $"C{order.Country}").OrderBy(static group => group.Key).Select(static group => (group.Key, group.Sum(static order => order.Amount))),
            job.GetProperty("result").EnumerateObject().Select(static total => (total.Name, total.Value.GetDecimal())));
        Dictionary<string, AttributeValue>[] items = await ItemsAsync();
        Assert.Equal(Chunks, items.Count(static item => item["job"].S == "order-chunks"));

        // It waited for longer than an invocation lasts.
        Dictionary<string, AttributeValue> whole = Assert.Single(items, static item => item["job"].S == "order-totals");
        Assert.True(int.Parse(whole["continuation"].N, CultureInfo.InvariantCulture) >= 1);
    }

    // The functions that answer requests are killed as well.
    private static async Task<JsonElement> RunAsync(HttpClient http, string csv)
    {
        long begun = Stopwatch.GetTimestamp();
        Uri? location = null;
        while (Stopwatch.GetElapsedTime(begun) < s_patience)
        {
            using HttpRequestMessage request = location is null
                ? new(HttpMethod.Post, "/order-totals") { Content = new StringContent(csv, Encoding.UTF8, "text/csv"), Headers = { { "Idempotency-Key", "orders" } } }
                : new(HttpMethod.Get, location) { Headers = { { "Prefer", "wait=10" } } };
            using HttpResponseMessage response = await http.SendAsync(request, Cancelled);
            if (response.StatusCode < HttpStatusCode.InternalServerError)
            {
                string body = await response.Content.ReadAsStringAsync(Cancelled);
                Assert.True(response.IsSuccessStatusCode, body);
                location ??= response.Headers.Location;
                JsonElement job = JsonDocument.Parse(body).RootElement;
                if (job.GetProperty("finishedAt").ValueKind is not JsonValueKind.Null)
                    return job;
            }
        }

        throw new TimeoutException($"The job {location} has not ended.");
    }

    private async Task<Dictionary<string, AttributeValue>[]> ItemsAsync()
    {
        using IAmazonDynamoDB client = dynamoDb.CreateClient();
        ScanResponse scanned = await client.ScanAsync(new ScanRequest("asyncjobs-local") { ConsistentRead = true }, Cancelled);
        return [.. scanned.Items.Where(static item => item.TryGetValue("job", out AttributeValue? job) && job.S.StartsWith("order-", StringComparison.Ordinal))];
    }
}
