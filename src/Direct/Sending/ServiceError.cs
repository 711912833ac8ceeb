using System.Net;
using System.Text;
using System.Text.Json;

namespace AsyncJobs.Direct.Sending;

/// <summary>An error that a service answered with, as JSON protocols of AWS tell it: in the body, and in headers.</summary>
internal sealed class ServiceError
{
    // What a foreign answer says is cut to this, since it goes into messages.
    private const int MostShown = 1024;

    /// <summary>Reads the error of an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="token">The session's token, by which the request was signed; null for none.</param>
    public ServiceError(ServiceAnswer answer, string? token)
    {
        Status = answer.Status;
        RequestId = answer.RequestId;
        Body = answer.Body;
        (string? type, string? message, string? code) = Read(answer.Body.Span);
        type = NullIfEmpty(type) ?? NullIfEmpty(answer.ErrorType) ?? NullIfEmpty(code);
        Code = type is null ? null : Cut(CodeOf(type));
        Message = Cut(WithoutToken(NullIfEmpty(answer.ErrorMessage) ?? NullIfEmpty(message) ?? Describe(answer.Body.Span), token));
    }

    public HttpStatusCode Status { get; }

    /// <summary>Its code, such as <c>ThrottlingException</c>; null if it has none.</summary>
    public string? Code { get; }

    public string Message { get; }

    public string? RequestId { get; }

    public ReadOnlyMemory<byte> Body { get; }

    // As "com.amazonaws.dynamodb.v20120810#ThrottlingException", and in a header as "ThrottlingException:http://...".
    private static string CodeOf(string type)
    {
        string code = type[(type.LastIndexOf('#') + 1)..];
        int end = code.IndexOf(':');
        return end < 0 ? code : code[..end];
    }

    // What is no JSON, or ends too early, says as much as could be read of it.
    private static (string? Type, string? Message, string? Code) Read(ReadOnlySpan<byte> body)
    {
        string? type = null;
        string? message = null;
        string? code = null;
        try
        {
            Utf8JsonReader reader = new(body, AnswerReader.Options);
            while (reader.Read())
            {
                if (reader.TokenType is not JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                    continue;
                if (reader.ValueTextEquals("__type"u8))
                    type = Text(ref reader) ?? type;
                else if (reader.ValueTextEquals("message"u8) || reader.ValueTextEquals("Message"u8))
                    message = Text(ref reader) ?? message;
                else if (reader.ValueTextEquals("code"u8) || reader.ValueTextEquals("Code"u8))
                    code = Text(ref reader) ?? code;
            }
        }
        catch (Exception cause) when (cause is JsonException or InvalidOperationException)
        {
            // See above.
        }

        return (type, message, code);
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType is JsonTokenType.String ? reader.GetString() : null;
    }

    private string Describe(ReadOnlySpan<byte> body)
    {
        string said = body.IsEmpty ? "" : " and HTTP Body: " + Encoding.UTF8.GetString(body);
        return Code is null
            ? $"The service returned an error with the status {(int)Status}{said}"
            : $"The service returned an error with Error Code {Code}{said}";
    }

    // Of a wrong signature AWS says what it should have been made of, which are the headers of the request. In JSON that is no error of AWS's, the
    // token may stand in another form.
    private static string WithoutToken(string message, string? token) => token is null
        ? message
        : message.Replace(token, "(token)", StringComparison.Ordinal)
            .Replace(token.Replace("/", "\\/", StringComparison.Ordinal), "(token)", StringComparison.Ordinal)
            .Replace(token.Replace("+", "\\u002B", StringComparison.Ordinal), "(token)", StringComparison.OrdinalIgnoreCase);

    private static string Cut(string text) => text.Length > MostShown ? text[..MostShown] : text;

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
