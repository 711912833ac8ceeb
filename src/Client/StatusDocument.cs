using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AsyncJobs.Client;

/// <summary>Reads status documents.</summary>
internal static class StatusDocument
{
    private const int DefaultMaxDepth = 64;

    /// <exception cref="AsyncJobProtocolException">It is no status document, or its result is no <typeparamref name="TResult"/>.</exception>
    public static AsyncJobSnapshot<TResult> Read<TResult>(ReadOnlyMemory<byte> utf8Json, JsonTypeInfo<TResult> resultType, Uri? url = null)
    {
        // The result may be as deep as its own options allow, and it is one level down.
        int resultDepth = resultType.Options.MaxDepth == 0 ? DefaultMaxDepth : resultType.Options.MaxDepth;
        try
        {
            JsonDocumentOptions oneLevelMore = new() { MaxDepth = Math.Min(resultDepth, int.MaxValue - 1) + 1 };
            using JsonDocument document = JsonDocument.Parse(utf8Json, oneLevelMore);
            JsonElement root = document.RootElement;
            string statusText = Required(root.GetProperty("status"));
            AsyncJobStatus status = Status(statusText);
            return new AsyncJobSnapshot<TResult>
            {
                Id = Required(root.GetProperty("id")),
                Job = Required(root.GetProperty("job")),
                CorrelationId = Optional(root, "correlationId")?.GetString(),
                Status = status,
                UnknownStatus = status is AsyncJobStatus.Unknown ? statusText : null,
                IsCancelRequested = Optional(root, "cancelRequested")?.GetBoolean() ?? false,
                RetryOf = Optional(root, "retryOf")?.GetString(),
                CreatedAt = root.GetProperty("createdAt").GetDateTimeOffset(),
                StartedAt = Optional(root, "startedAt")?.GetDateTimeOffset(),
                FinishedAt = Optional(root, "finishedAt")?.GetDateTimeOffset(),
                Attempt = Optional(root, "attempt")?.GetInt32() ?? 0,
                Progress = Optional(root, "progress") is { } progress ? Progress(progress) : null,
                Error = Optional(root, "error") is { } error ? Error(error) : null,
                Result = status is AsyncJobStatus.Succeeded ? Result(root, resultType, url) : default,
            };
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new AsyncJobProtocolException("The reply is not a job's status document.", url, exception);
        }
    }

    private static TResult? Result<TResult>(JsonElement root, JsonTypeInfo<TResult> resultType, Uri? url)
    {
        try
        {
            return root.GetProperty("result").Deserialize(resultType);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new AsyncJobProtocolException($"The job's result cannot be read as {typeof(TResult).Name}: {exception.Message}", url, exception);
        }
    }

    private static AsyncJobStatus Status(string text) => text switch
    {
        "PENDING" => AsyncJobStatus.Pending,
        "RUNNING" => AsyncJobStatus.Running,
        "SUCCEEDED" => AsyncJobStatus.Succeeded,
        "FAILED" => AsyncJobStatus.Failed,
        "TIMED_OUT" => AsyncJobStatus.TimedOut,
        "CANCELLED" => AsyncJobStatus.Cancelled,
        _ => AsyncJobStatus.Unknown,
    };

    private static AsyncJobProgress Progress(JsonElement progress) => new(
        progress.GetProperty("fraction").GetDouble(),
        Optional(progress, "message")?.GetString());

    private static AsyncJobError Error(JsonElement error) => new(
        error.GetProperty("errorCode").GetInt32(),
        Optional(error, "message")?.GetString() ?? "",
        Optional(error, "requestId")?.GetString(),
        Optional(error, "service")?.GetString());

    private static string Required(JsonElement value) => value.GetString() ?? throw new FormatException("A required text is null.");

    private static JsonElement? Optional(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind is not JsonValueKind.Null ? value : null;
}
