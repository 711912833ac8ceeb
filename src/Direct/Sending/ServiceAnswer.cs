using System.Globalization;
using System.IO.Hashing;
using System.Net;
using System.Net.Http.Headers;
using Amazon.Runtime;
using AsyncJobs.Direct.Connections;

namespace AsyncJobs.Direct.Sending;

/// <summary>What a service answered.</summary>
internal sealed class ServiceAnswer
{
    // DynamoDB answers with at most 16 MB, to BatchGetItem.
    private const int MostBytes = 16 * 1024 * 1024;

    // A refused write brings the item of up to 400 KB, which as JSON is up to six times as long.
    private const int MostErrorBytes = 4 * 1024 * 1024;

    private readonly Attempt _attempt;
    private readonly string? _requestId;

    private ServiceAnswer(HttpResponseMessage response, ReadOnlyMemory<byte> body, Attempt attempt)
    {
        _attempt = attempt;
        _requestId = Header(response.Headers, "x-amzn-RequestId");
        Status = response.StatusCode;
        Body = body;
        ErrorType = Header(response.Headers, "x-amzn-ErrorType");
        ErrorMessage = Header(response.Headers, "x-amzn-error-message");
        ContentType = Header(response.Content.Headers, "Content-Type");
    }

    public HttpStatusCode Status { get; }

    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>By this the service knows the request; null if it does not say it.</summary>
    public string? RequestId => _attempt.Redaction.NameOf(_requestId);

    /// <summary>The code of an error where it is no part of the body.</summary>
    public string? ErrorType { get; }

    public string? ErrorMessage { get; }

    public string? ContentType { get; }

    /// <summary>Reads an answer.</summary>
    /// <param name="response">The answer, up to its headers.</param>
    /// <param name="attempt">What it answers.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="AmazonUnmarshallingException">It is longer than any answer is.</exception>
    /// <exception cref="IOException">It did not arrive as it was sent.</exception>
    public static async ValueTask<ServiceAnswer> ReadAsync(HttpResponseMessage response, Attempt attempt, CancellationToken cancellationToken)
    {
        int most = response.IsSuccessStatusCode ? MostBytes : MostErrorBytes;
        ReadOnlyMemory<byte>? body = await BoundedBody.ReadAsync(response.Content, most, cancellationToken).ConfigureAwait(false);

        // Of an error without its text its status is told.
        ServiceAnswer answer = new(response, body ?? ReadOnlyMemory<byte>.Empty, attempt);
        if (body is null && answer.IsSuccess)
            throw new AmazonUnmarshallingException(answer.RequestId, null, new InvalidDataException("The answer is too long."), answer.Status);
        if (body is not null && Header(response.Headers, "x-amz-crc32") is { } checksum && !IsOf(answer.Body.Span, checksum))
            throw new IOException("The answer did not arrive as it was sent: its checksum is another one.");

        return answer;
    }

    /// <summary>For how long the service asks to wait before another try; null where it does not.</summary>
    public static TimeSpan? RetryAfter(HttpResponseMessage response) =>
        int.TryParse(Header(response.Headers, "x-amz-retry-after"), NumberStyles.None, CultureInfo.InvariantCulture, out int milliseconds)
            ? TimeSpan.FromMilliseconds(milliseconds)
            : null;

    private static bool IsOf(ReadOnlySpan<byte> body, string checksum) =>
        uint.TryParse(checksum, NumberStyles.None, CultureInfo.InvariantCulture, out uint expected) && Crc32.HashToUInt32(body) == expected;

    private static string? Header(HttpHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out HeaderStringValues values) ? values.ToString() : null;
}
