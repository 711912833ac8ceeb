using System.Text.Json;

namespace AsyncJobs.Direct.Sending;

/// <summary>How the JSON of an answer is read: an object, member by member, to its end.</summary>
internal static class AnswerReader
{
    /// <summary>As deep as the SDK reads. An item of DynamoDB has up to 32 levels, which are twice as many in JSON.</summary>
    public static JsonReaderOptions Options { get; } = new() { MaxDepth = 256 };

    /// <summary>Begins with an object.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static Utf8JsonReader Begin(ReadOnlySpan<byte> json)
    {
        Utf8JsonReader reader = new(json, Options);
        return reader.Read() && reader.TokenType is JsonTokenType.StartObject ? reader : throw new JsonException("The answer is no JSON object.");
    }

    /// <summary>Goes to the next member of the outermost object.</summary>
    /// <returns>False at the end of it.</returns>
    /// <exception cref="JsonException">It does not end well.</exception>
    public static bool Next(ref Utf8JsonReader reader)
    {
        if (!reader.Read())
            throw new JsonException("The answer ends too early.");
        if (reader.TokenType is JsonTokenType.PropertyName)
            return true;

        // What follows an answer is no part of it.
        return reader.Read() ? throw new JsonException("The answer has more than one object.") : false;
    }
}
