using System.Net;
using System.Text.Json;

namespace AsyncJobs.Direct.Sending;

/// <summary>An error that a service answered with, as JSON protocols of AWS tell it: in the body, and in headers.</summary>
internal sealed class ServiceError
{
    // What a foreign answer says is cut to this, since it goes into messages.
    private const int MostShown = 1024;

    // More than is shown, so that what is cut off in the middle of a secret is seen to be one.
    private const int MostLookedAt = 2 * MostShown;

    /// <summary>Reads the error of an answer.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="redaction">Keeps out of it what it must not repeat.</param>
    public ServiceError(ServiceAnswer answer, Redaction redaction)
    {
        Status = answer.Status;
        RequestId = answer.RequestId;
        Body = answer.Body;
        (string? type, string? message, string? code) = Read(answer.Body.Span);
        type = NullIfEmpty(type) ?? NullIfEmpty(answer.ErrorType) ?? NullIfEmpty(code);
        Code = type is null ? null : redaction.NameOf(CodeOf(type));
        string? said = NullIfEmpty(answer.ErrorMessage) ?? NullIfEmpty(message);
        Message = said is null ? Describe() : Cut(redaction.TextOf(Cut(said, MostLookedAt)), MostShown);
    }

    public HttpStatusCode Status { get; }

    /// <summary>Its code, such as <c>ThrottlingException</c>; null if it has none, or one that is no name.</summary>
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

    // A body without a message is nobody's error but that of something on the way. It may repeat anything, in any form, and is not shown.
    private string Describe()
    {
        string what = Code is null ? $"the status {(int)Status}" : $"Error Code {Code}";
        return $"The service returned an error with {what}{(Body.IsEmpty ? "" : $", and {Body.Length} bytes without a message of AWS's")}";
    }

    private static string Cut(string text, int most) => text.Length > most ? text[..most] : text;

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
