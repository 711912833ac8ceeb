using System.Globalization;
using System.Text.Json;
using AsyncJobs.Buffers;
using AsyncJobs.Jobs;
using AsyncJobs.Texts;

namespace AsyncJobs.Hosting;

/// <summary>Speaks the Lambda Runtime API, version 2018-06-01, for one invocation after the other.</summary>
internal sealed class RuntimeApiClient(string address) : IDisposable
{
    private const string Root = "/2018-06-01/runtime";

    // Each character may take six bytes as JSON. Lambda puts an error into the record of an event that it gave up on, and the record has to reach
    // settle: see WorkerEvent.MaxBytes.
    private const int MostStackLines = 30;
    private const int LongestLine = 250;

    private readonly RuntimeApiConnection _connection = new(address);

    /// <summary>Waits for the next invocation.</summary>
    /// <param name="payload">Its event, valid until the next call.</param>
    public Invocation Next(out ReadOnlyMemory<byte> payload)
    {
        RuntimeApiResponse response = _connection.Send("GET", Root + "/invocation/next", default);
        if (response.StatusCode != 200)
            throw new RuntimeApiException($"The Lambda Runtime API answered {response.StatusCode} to the wait for an invocation.");

        payload = response.Body;
        return new Invocation
        {
            RequestId = response.RequestId ?? throw new RuntimeApiException("The Lambda Runtime API gave an invocation without a request id."),
            Deadline = response.DeadlineMs > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(response.DeadlineMs) : null,
            TraceId = response.TraceId,
            FunctionArn = response.FunctionArn,
        };
    }

    public void PostResponse(string requestId, ReadOnlySpan<byte> reply)
    {
        RuntimeApiResponse response = _connection.Send("POST", $"{Root}/invocation/{requestId}/response", reply);
        if (response.StatusCode == 413)
            PostError(requestId, new RuntimeApiException($"The reply of {reply.Length} bytes is larger than Lambda's 6 MB."));
        else if (response.StatusCode != 202)
            Console.Error.WriteLine($"The Lambda Runtime API answered {response.StatusCode} to the reply of {requestId}.");
    }

    public void PostError(string requestId, Exception exception) => Post($"{Root}/invocation/{requestId}/error", exception);

    public void PostInitError(Exception exception) => Post(Root + "/init/error", exception);

    public void Dispose() => _connection.Dispose();

    private static ReadOnlySpan<char> Start(ReadOnlySpan<char> line) => line.Length <= LongestLine ? line : line[..LongestLine];

    private void Post(string path, Exception exception)
    {
        using JsonScratch scratch = JsonScratch.Rent();
        string type = ExceptionText.TypeOf(exception);
        Utf8JsonWriter writer = scratch.Writer;
        writer.WriteStartObject();
        writer.WriteString("errorMessage"u8, StoredText.Cut(ExceptionText.Message(exception) ?? type));
        writer.WriteString("errorType"u8, type);
        writer.WriteStartArray("stackTrace"u8);
        int lines = 0;
        foreach (ReadOnlySpan<char> line in ExceptionText.Whole(exception).AsSpan().EnumerateLines())
        {
            if (lines++ < MostStackLines)
                writer.WriteStringValue(Start(line.Trim()));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        RuntimeApiResponse response = _connection.Send("POST", path, scratch.Written.Span, type);
        if (response.StatusCode != 202)
        {
            Console.Error.WriteLine(
                $"The Lambda Runtime API answered {response.StatusCode.ToString(CultureInfo.InvariantCulture)} to the report of an error.");
        }
    }
}
