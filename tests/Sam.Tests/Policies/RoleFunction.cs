using System.Buffers;
using System.Text;
using System.Text.Json.Nodes;
using AsyncJobs.Jobs;

namespace AsyncJobs.Sam.Tests.Policies;

/// <summary>A function of the jobs, with notes of what it asked of others.</summary>
internal sealed record RoleFunction(JobApp App, RoleJob Job, RecordedTable Table, RecordedBucket Bucket, RoleEvents Events, RoleQueue Queue)
{
    /// <summary>Whether it answers all requests, and finds out itself what each of them is for.</summary>
    public bool AnswersAll { get; init; }

    public static Invocation Invocation(string id) => new() { RequestId = id, Deadline = DateTimeOffset.UtcNow.AddMinutes(5) };

    /// <summary>What Lambda tells of an event that it gave up on.</summary>
    public static byte[] GivenUp(byte[] started, string requestId) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["requestContext"] = new JsonObject { ["requestId"] = requestId, ["condition"] = "RetriesExhausted" },
        ["requestPayload"] = JsonNode.Parse(started),
    }.ToJsonString());

    /// <summary>What Lambda brings from the queue.</summary>
    public static byte[] Message(string body) => Encoding.UTF8.GetBytes(new JsonObject
    {
        ["Records"] = new JsonArray(new JsonObject { ["messageId"] = "m", ["receiptHandle"] = "r", ["body"] = body }),
    }.ToJsonString());

    public static string IdOf(byte[] started) => JsonNode.Parse(started)!["id"]!.ToString();

    /// <summary>Starts a job; the status of the reply.</summary>
    public Task<int> AcceptAsync(string? body = null, params (string Name, string Value)[] headers) =>
        RequestAsync((payload, reply) => AnswersAll ? HttpAsync(payload, reply) : App.AcceptAsync(Job, payload, Invocation("accept"), reply), "POST", "/roles", body, headers);

    /// <summary>Asks for a job; the status of the reply.</summary>
    public Task<int> StatusAsync(string method, string id, params (string Name, string Value)[] headers) =>
        RequestAsync((payload, reply) => AnswersAll ? HttpAsync(payload, reply) : App.StatusAsync(payload, Invocation("status"), reply), method, "/jobs/" + id, null, headers);

    /// <summary>Asks for the caller's jobs; the status of the reply.</summary>
    public Task<int> ListAsync(string query) =>
        RequestAsync((payload, reply) => AnswersAll ? HttpAsync(payload, reply) : App.StatusAsync(payload, Invocation("list"), reply), "GET", "/jobs" + query, null, []);

    /// <summary>Asks for a job to be run again; the status of the reply.</summary>
    public Task<int> RetryAsync(string id) => StatusAsync("POST", id + "/retry");

    public async Task WorkAsync(byte[] started, string requestId = "work") =>
        await App.WorkAsync(Job, started, Invocation(requestId), new ArrayBufferWriter<byte>());

    public async Task SettleAsync(byte[] record) => await App.SettleAsync(record, Invocation("settle"), new ArrayBufferWriter<byte>());

    private ValueTask HttpAsync(byte[] payload, IBufferWriter<byte> reply) => App.HttpAsync(payload, Invocation("http"), reply);

    private static async Task<int> RequestAsync(
        Func<byte[], IBufferWriter<byte>, ValueTask> call, string method, string path, string? body, (string Name, string Value)[] headers)
    {
        JsonObject all = new(headers.Select(header => KeyValuePair.Create(header.Name, (JsonNode?)header.Value)));
        if (body is not null)
            all["content-type"] = "application/json";
        string[] target = path.Split('?');
        JsonObject request = new()
        {
            ["version"] = "2.0",
            ["rawPath"] = target[0],
            ["rawQueryString"] = target.Length > 1 ? target[1] : "",
            ["headers"] = all,
            ["requestContext"] = new JsonObject
            {
                ["stage"] = "$default",
                ["requestId"] = "r",
                ["http"] = new JsonObject { ["method"] = method, ["path"] = path },
                ["authorizer"] = new JsonObject { ["lambda"] = new JsonObject { ["principalId"] = "anna" } },
            },
        };
        if (body is not null)
            request["body"] = JsonValue.Create(body).ToJsonString();

        ArrayBufferWriter<byte> reply = new();
        await call(Encoding.UTF8.GetBytes(request.ToJsonString()), reply);
        return JsonNode.Parse(reply.WrittenSpan)!["statusCode"]!.GetValue<int>();
    }
}
