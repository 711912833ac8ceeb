using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using AsyncJobs.Benchmarks.Http;
using AsyncJobs.Benchmarks.Reports;

namespace AsyncJobs.Benchmarks.HandWritten;

/// <summary>
/// The other side: what one writes by hand, as short as it goes and without anything slow. Event classes and System.Text.Json with
/// source-generated metadata, a dictionary as the store, a dispatcher that does nothing.
/// </summary>
internal sealed class HandWrittenEndpoints : IEndpoints
{
    private ConcurrentDictionary<string, StoredJob> _jobs = new(StringComparer.Ordinal);
    private byte[]? _lastEvent;
    private bool _keepsEvent;

    public ValueTask AcceptAsync(ReadOnlyMemory<byte> payload, IBufferWriter<byte> reply)
    {
        HttpApiRequest request = JsonSerializer.Deserialize(payload.Span, HandWrittenJson.Default.HttpApiRequest)!;
        if (request.Body is null || request.PathParameters is null || !request.PathParameters.TryGetValue("name", out string? name))
            return Reply(reply, Error(400, "The name and a body are required."));

        int limit = 100;
        if (request.QueryStringParameters?.TryGetValue("limit", out string? limitText) == true
            && !int.TryParse(limitText, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out limit))
        {
            return Reply(reply, Error(400, "The limit must be a whole number."));
        }

        ReportRequest? report;
        try
        {
            report = JsonSerializer.Deserialize(request.Body, ReportJson.Default.ReportRequest);
        }
        catch (JsonException)
        {
            report = null;
        }

        if (report is null)
            return Reply(reply, Error(400, "The body is malformed."));

        string id = Guid.NewGuid().ToString("N");
        DateTimeOffset now = DateTimeOffset.UtcNow;
        StoredJob job = new(id, "PENDING", now, now.AddDays(1), Owner(request));
        _jobs.TryAdd(id, job);
        byte[] workItem = JsonSerializer.SerializeToUtf8Bytes(new WorkItem(id, name, limit, report), HandWrittenJson.Default.WorkItem);
        if (_keepsEvent)
            _lastEvent = workItem;

        HttpApiResponse response = Status(202, job);
        response.Headers!["Location"] = "/jobs/" + id;
        return Reply(reply, response);
    }

    public async ValueTask WorkAsync(ReadOnlyMemory<byte> payload, IBufferWriter<byte> reply)
    {
        WorkItem item = JsonSerializer.Deserialize(payload.Span, HandWrittenJson.Default.WorkItem)!;
        StoredJob pending = _jobs[item.Id];
        StoredJob running = pending with { Status = "RUNNING", StartedAt = DateTimeOffset.UtcNow, Attempt = pending.Attempt + 1 };
        if (pending.Status != "PENDING" || !_jobs.TryUpdate(item.Id, running, pending))
            return;

        StoredJob finished;
        using CancellationTokenSource deadline = new(TimeSpan.FromSeconds(29));
        try
        {
            Report report = await ReportWriter.WriteAsync(item.Name, item.Request, item.Limit, deadline.Token);
            finished = running with { Status = "SUCCEEDED", FinishedAt = DateTimeOffset.UtcNow, Result = report };
        }
        catch (Exception exception)
        {
            finished = running with { Status = "FAILED", FinishedAt = DateTimeOffset.UtcNow, Error = exception.Message };
        }

        _jobs.TryUpdate(item.Id, finished, running);
        reply.Write("null"u8);
    }

    public ValueTask StatusAsync(ReadOnlyMemory<byte> payload, IBufferWriter<byte> reply)
    {
        HttpApiRequest request = JsonSerializer.Deserialize(payload.Span, HandWrittenJson.Default.HttpApiRequest)!;
        if (request.PathParameters is null
            || !request.PathParameters.TryGetValue("id", out string? id)
            || !_jobs.TryGetValue(id, out StoredJob? job)
            || job.ExpiresAt <= DateTimeOffset.UtcNow
            || (job.Owner is not null && job.Owner != Owner(request)))
        {
            return Reply(reply, Error(404, "There is no such job."));
        }

        return Reply(reply, Status(200, job));
    }

    public void Reset() => _jobs = new(StringComparer.Ordinal);

    public (string Id, byte[] WorkerEvent) Start()
    {
        _keepsEvent = true;
        AcceptAsync(HttpApiEvents.Accept, new ArrayBufferWriter<byte>()).AsTask().GetAwaiter().GetResult();
        _keepsEvent = false;
        return (JsonSerializer.Deserialize(_lastEvent, HandWrittenJson.Default.WorkItem)!.Id, _lastEvent!);
    }

    private static string? Owner(HttpApiRequest request) =>
        request.RequestContext?.Authorizer?.Jwt?.Claims is { } claims && claims.TryGetValue("sub", out string? subject) ? subject : null;

    private static HttpApiResponse Status(int statusCode, StoredJob job)
    {
        StatusView view = new(job.Id, "reports", job.Status, job.CreatedAt, job.StartedAt, job.FinishedAt, job.Attempt, job.Result, job.Error);
        Dictionary<string, string> headers = new() { ["Content-Type"] = "application/json", ["Cache-Control"] = "no-store" };
        if (job.FinishedAt is null)
            headers["Retry-After"] = "1";
        return new HttpApiResponse
        {
            StatusCode = statusCode,
            Headers = headers,
            Body = JsonSerializer.Serialize(view, HandWrittenJson.Default.StatusView),
        };
    }

    private static HttpApiResponse Error(int statusCode, string message) => new()
    {
        StatusCode = statusCode,
        Headers = new Dictionary<string, string> { ["Content-Type"] = "application/json" },
        Body = JsonSerializer.Serialize(new ErrorView(message), HandWrittenJson.Default.ErrorView),
    };

    private static ValueTask Reply(IBufferWriter<byte> output, HttpApiResponse response)
    {
        using Utf8JsonWriter writer = new(output);
        JsonSerializer.Serialize(writer, response, HandWrittenJson.Default.HttpApiResponse);
        return default;
    }
}
