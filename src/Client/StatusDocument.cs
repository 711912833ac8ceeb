using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace AsyncJobs.Client;

/// <summary>Reads status documents.</summary>
internal static class StatusDocument
{
    private const int DefaultMaxDepth = 64;

    // In the order of AsyncJobStatus.
    private static readonly string[] s_names = ["PENDING", "RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "CANCELLED"];

    /// <exception cref="AsyncJobProtocolException">It is no status document, or its result is no <typeparamref name="TResult"/>.</exception>
    public static AsyncJobSnapshot<TResult> Read<TResult>(ReadOnlyMemory<byte> utf8Json, JsonTypeInfo<TResult> resultType, Uri? url = null)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8Json, Below(resultType, levels: 1));
            return Read(document.RootElement, root => Result(root, resultType, url));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new AsyncJobProtocolException("The reply is not a job's status document.", url, exception);
        }
    }

    /// <summary>Reads how far a job is.</summary>
    /// <exception cref="AsyncJobProtocolException">It does not say so.</exception>
    public static AsyncJobProgress ReadProgress(ReadOnlyMemory<byte> utf8Json, Uri? url)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8Json);
            return Progress(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new AsyncJobProtocolException("What the server said is not a job's progress.", url, exception);
        }
    }

    /// <summary>Reads the status document in the body of a callback.</summary>
    /// <exception cref="AsyncJobProtocolException">It is none, or the job's result is no <typeparamref name="TResult"/>.</exception>
    public static AsyncJobSnapshot<TResult> ReadCallback<TResult>(ReadOnlyMemory<byte> utf8Json, JsonTypeInfo<TResult> resultType)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8Json, Below(resultType, levels: 2));
            return Read<TResult>(document.RootElement.GetProperty("data"), root => IsResultGone(root) ? default : Result(root, resultType, null));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new AsyncJobProtocolException("This is not the body of a job's callback.", null, exception);
        }
    }

    /// <summary>Reads a page of a list: status documents without results.</summary>
    /// <exception cref="AsyncJobProtocolException">It is no page.</exception>
    public static (IReadOnlyList<AsyncJobSnapshot> Jobs, string? NextPageToken) ReadPage(ReadOnlyMemory<byte> utf8Json, Uri url)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8Json);
            JsonElement root = document.RootElement;
            AsyncJobSnapshot[] jobs = [.. root.GetProperty("jobs").EnumerateArray().Select(static job => Read<object>(job, static _ => null))];
            return (jobs, Optional(root, "nextPageToken")?.GetString() is { Length: > 0 } token ? token : null);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new AsyncJobProtocolException("The reply is not a page of a list of jobs.", url, exception);
        }
    }

    // The result may be as deep as its own options allow, and it is some levels down.
    private static JsonDocumentOptions Below(JsonTypeInfo resultType, int levels)
    {
        int resultDepth = resultType.Options.MaxDepth == 0 ? DefaultMaxDepth : resultType.Options.MaxDepth;
        return new JsonDocumentOptions { MaxDepth = Math.Min(resultDepth, int.MaxValue - levels) + levels };
    }

    private static bool IsResultGone(JsonElement told) => Optional(told, "resultGone")?.GetBoolean() ?? false;

    private static AsyncJobSnapshot<TResult> Read<TResult>(JsonElement root, Func<JsonElement, TResult?> readResult)
    {
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
            IsResultGone = IsResultGone(root),
            IsLost = Optional(root, "lost")?.GetBoolean() ?? false,
            CreatedAt = root.GetProperty("createdAt").GetDateTimeOffset(),
            StartedAt = Optional(root, "startedAt")?.GetDateTimeOffset(),
            FinishedAt = Optional(root, "finishedAt")?.GetDateTimeOffset(),
            Attempt = Optional(root, "attempt")?.GetInt32() ?? 0,
            Progress = Optional(root, "progress") is { } progress ? Progress(progress) : null,
            Error = Optional(root, "error") is { } error ? Error(error) : null,
            Result = status is AsyncJobStatus.Succeeded ? readResult(root) : default,
        };
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

    /// <summary>The name of a status on the wire.</summary>
    public static string NameOf(AsyncJobStatus status) => s_names[(int)status];

    private static AsyncJobStatus Status(string text) =>
        Array.IndexOf(s_names, text) is >= 0 and int index ? (AsyncJobStatus)index : AsyncJobStatus.Unknown;

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
