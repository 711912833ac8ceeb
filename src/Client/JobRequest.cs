using System.Globalization;
using System.Net.Http.Headers;

namespace AsyncJobs.Client;

/// <summary>A request that can be sent again and again: each attempt gets a message of its own.</summary>
internal sealed class JobRequest
{
    public const string Json = "application/json";

    /// <summary>Server-sent events.</summary>
    public const string Events = "text/event-stream";

    public required HttpMethod Method { get; init; }

    public required Uri Url { get; init; }

    /// <summary>The body; null for none.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>What the body is.</summary>
    public string BodyType { get; init; } = Json;

    public string? IdempotencyKey { get; init; }

    /// <summary>Whether a stream of events is the reply that is wanted most.</summary>
    public bool MayStream { get; init; }

    /// <summary>The id of the event that was read last, where events are to follow it.</summary>
    public string? LastEventId { get; init; }

    /// <summary>Headers that take the place of the client's own.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    public Action<HttpRequestMessage>? Configure { get; init; }

    /// <summary>Whether the server may hold the reply back until the job ends.</summary>
    public bool MayWait { get; init; }

    /// <summary>Whether a job is waited for that is known to be there: a server that is gone may come back before the wait is over.</summary>
    public bool IsOfWait { get; init; }

    /// <summary>Whether the reply to its success has no body: 204.</summary>
    public bool HasNoReply { get; init; }

    public HttpRequestMessage Create(AsyncJobClientOptions options, TimeSpan attemptTime)
    {
        HttpRequestMessage message = new(Method, Url);
        if (MayStream)
            message.Headers.Accept.ParseAdd(Events);
        message.Headers.Accept.ParseAdd(MayStream ? Json + ";q=0.9" : Json);
        message.Headers.Accept.ParseAdd("application/problem+json");
        if (Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(BodyType);
        }

        if (LastEventId is not null)
            message.Headers.TryAddWithoutValidation("Last-Event-ID", LastEventId);
        if (IdempotencyKey is not null)
            message.Headers.Add("Idempotency-Key", IdempotencyKey);
        if (MayWait && WaitSeconds(options.PreferWait, attemptTime) is var seconds and > 0)
            message.Headers.Add("Prefer", string.Create(CultureInfo.InvariantCulture, $"wait={seconds}"));

        foreach ((string name, string value) in Headers)
            Set(message, name, value);
        options.ConfigureRequest?.Invoke(message);
        Configure?.Invoke(message);
        return message;
    }

    public AsyncJobTimeoutException TimedOut(Exception? last) =>
        IdempotencyKey is null ? AsyncJobTimeoutException.Asking(Url, last) : AsyncJobTimeoutException.Starting(IdempotencyKey, last);

    // Which headers belong to a body HttpClient decides; a request without one has an empty one then.
    private static void Set(HttpRequestMessage message, string name, string value)
    {
        if (message.Headers.NonValidated.Contains(name))
            message.Headers.Remove(name);
        if (message.Headers.TryAddWithoutValidation(name, value))
            return;

        message.Content ??= new ByteArrayContent([]);
        message.Content.Headers.Remove(name);
        message.Content.Headers.TryAddWithoutValidation(name, value);
    }

    // The other half of the attempt is for the way there and back and for a server that starts cold.
    private static int WaitSeconds(TimeSpan? preferred, TimeSpan attemptTime)
    {
        if (preferred is not { } wait)
            return 0;

        double most = attemptTime == Timeout.InfiniteTimeSpan ? int.MaxValue : attemptTime.TotalSeconds / 2;
        return (int)Math.Min(wait.TotalSeconds, most);
    }
}
