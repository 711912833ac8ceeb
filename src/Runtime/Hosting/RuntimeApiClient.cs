using System.Globalization;
using System.Text.Json;
using AsyncJobs.Buffers;
using AsyncJobs.Jobs;
using AsyncJobs.Texts;

namespace AsyncJobs.Hosting;

/// <summary>Speaks the Lambda Runtime API, version 2018-06-01, for one invocation after the other.</summary>
/// <param name="address">Host and port of the API.</param>
/// <param name="time">The clock that deadlines are compared with.</param>
internal sealed class RuntimeApiClient(string address, TimeProvider time) : IDisposable
{
    private const string Root = "/2018-06-01/runtime";

    // Each character may take six bytes as JSON. Lambda puts an error into the record of an event that it gave up on, and the record has to reach
    // settle: see WorkerEvent.MaxBytes.
    private const int MostStackLines = 30;
    private const int LongestLine = 250;

    // Longer than any function may run, and than clocks differ.
    private static readonly TimeSpan s_furthestDeadline = TimeSpan.FromDays(1);

    private readonly RuntimeApiConnection _connection = new(address);

    /// <summary>
    /// Waits for the next invocation. One whose deadline cannot be told is reported as failed, and not handed out: its work could be cut off at any
    /// time, and its job would be taken for running until nobody knows when.
    /// </summary>
    /// <param name="payload">Its event, valid until the next call.</param>
    /// <exception cref="RuntimeApiException">The API did not answer as it is documented to.</exception>
    public Invocation Next(out ReadOnlyMemory<byte> payload)
    {
        while (true)
        {
            RuntimeApiResponse response = _connection.Send("GET", Root + "/invocation/next", default);
            if (response.StatusCode != 200)
                throw new RuntimeApiException($"The Lambda Runtime API answered {response.StatusCode} to the wait for an invocation.");

            string id = CheckRequestId(response.RequestId);
            if (TryReadDeadline(response.Deadline, out DateTimeOffset deadline))
            {
                payload = response.Body;
                return new Invocation
                {
                    RequestId = id,
                    Deadline = deadline,
                    TraceId = response.TraceId,
                    FunctionArn = response.FunctionArn,
                    Stream = new RuntimeApiReply(_connection, ReplyPath(id)),
                };
            }

            string said = response.Deadline is { } text ? $"is '{Start(text)}'" : "is missing";
            RuntimeApiException fault = new(
                $"The Lambda Runtime API gave an invocation whose deadline cannot be told: Lambda-Runtime-Deadline-Ms {said}, "
                + "and must be a time at most a day ahead, in milliseconds since 1970.");
            Console.Error.WriteLine($"{id}: {fault.Message}");
            PostError(id, fault);
        }
    }

    /// <summary>Says that the process can be copied into a snapshot, and returns in each process that is restored from it.</summary>
    /// <exception cref="RuntimeApiException">The API did not answer as it answers the runtimes of AWS.</exception>
    public void WaitForRestore()
    {
        RuntimeApiResponse response = _connection.Send("GET", Root + "/restore/next", default);
        if (response.StatusCode != 200)
            throw new RuntimeApiException($"The Lambda Runtime API answered {response.StatusCode} to the wait for a restore from the snapshot.");
    }

    public void PostResponse(string requestId, ReadOnlySpan<byte> reply)
    {
        RuntimeApiResponse response = _connection.Send("POST", ReplyPath(requestId), reply);
        if (response.StatusCode == 413)
            PostError(requestId, new RuntimeApiException($"The reply of {reply.Length} bytes is larger than Lambda's 6 MB."));
        else if (response.StatusCode != 202)
            Console.Error.WriteLine($"The Lambda Runtime API answered {response.StatusCode} to the reply of {requestId}.");
    }

    /// <summary>Sends what is left of a reply that is streamed, and its end.</summary>
    /// <param name="invocation">The invocation that <see cref="Next"/> gave.</param>
    /// <param name="last">What is left.</param>
    /// <param name="failure">What went wrong after a part of the reply was sent; null for nothing.</param>
    public void EndStream(Invocation invocation, ReadOnlySpan<byte> last, Exception? failure)
    {
        int? status = ((RuntimeApiReply)invocation.Stream!).End(failure is null ? last : default, failure is null ? null : Trailers(failure));
        if (status is { } refused and not 202)
            Console.Error.WriteLine($"The Lambda Runtime API answered {refused} to the streamed reply of {invocation.RequestId}.");
    }

    public void PostError(string requestId, Exception exception) => Post($"{Root}/invocation/{requestId}/error", exception);

    public void PostInitError(Exception exception) => Post(Root + "/init/error", exception);

    public void Dispose() => _connection.Dispose();

    // It becomes a part of a path.
    private static string CheckRequestId(string? id)
    {
        if (string.IsNullOrEmpty(id))
            throw new RuntimeApiException("The Lambda Runtime API gave an invocation without a request id.");

        foreach (char c in id)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.' or '_' or '~'))
                throw new RuntimeApiException($"The Lambda Runtime API gave an invocation with a request id that is none: '{Start(id)}'.");
        }

        return id;
    }

    private bool TryReadDeadline(string? text, out DateTimeOffset deadline)
    {
        deadline = default;
        DateTimeOffset last = time.GetUtcNow() + s_furthestDeadline;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long milliseconds)
            || milliseconds == 0
            || milliseconds > last.ToUnixTimeMilliseconds())
        {
            return false;
        }

        deadline = DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
        return true;
    }

    private static ReadOnlySpan<char> Start(ReadOnlySpan<char> line) => line.Length <= LongestLine ? line : line[..LongestLine];

    private static string ReplyPath(string requestId) => $"{Root}/invocation/{requestId}/response";

    private static string Trailers(Exception exception)
    {
        using JsonScratch scratch = JsonScratch.Rent();
        string type = ExceptionText.TypeOf(exception);
        Write(scratch.Writer, exception, type);
        string body = Convert.ToBase64String(scratch.Written.Span);
        return $"{RuntimeApiConnection.ErrorType}: {type}\r\n{RuntimeApiConnection.ErrorBody}: {body}\r\n";
    }

    private void Post(string path, Exception exception)
    {
        using JsonScratch scratch = JsonScratch.Rent();
        string type = ExceptionText.TypeOf(exception);
        Write(scratch.Writer, exception, type);
        RuntimeApiResponse response = _connection.Send("POST", path, scratch.Written.Span, type);
        if (response.StatusCode != 202)
        {
            Console.Error.WriteLine(
                $"The Lambda Runtime API answered {response.StatusCode.ToString(CultureInfo.InvariantCulture)} to the report of an error.");
        }
    }

    private static void Write(Utf8JsonWriter writer, Exception exception, string type)
    {
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
    }
}
