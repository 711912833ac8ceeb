using System.Buffers;
using System.Text.Json;

namespace AsyncJobs.Operating;

/// <summary>What a function answers to an operator's command.</summary>
/// <param name="Outcome">What became of it.</param>
internal sealed record OperatorReply(OperatorOutcome Outcome)
{
    private const string OutcomeName = "outcome";
    private const string IdName = "id";
    private const string StatusName = "status";
    private const string ReasonName = "reason";

    /// <summary>The id of the job that runs the other one again.</summary>
    public string? Id { get; init; }

    /// <summary>Where the job stands, as the wire has it.</summary>
    public string? Status { get; init; }

    /// <summary>Why nothing was done, as a sentence that says what to do.</summary>
    public string? Reason { get; init; }

    /// <summary>The outcome as a reply has it.</summary>
    public string OutcomeText => JsonNamingPolicy.CamelCase.ConvertName(Outcome.ToString());

    /// <summary>Reads a function's reply.</summary>
    /// <returns>Null where it is none of this form: the function is of another version, or not of AsyncJobs.</returns>
    public static OperatorReply? TryRead(ReadOnlyMemory<byte> payload)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(payload);
            JsonElement root = document.RootElement;
            if (root.ValueKind is not JsonValueKind.Object || TextOf(root, OutcomeName) is not { } outcome)
                return null;

            return new OperatorReply(Enum.TryParse(outcome, ignoreCase: true, out OperatorOutcome known) ? known : OperatorOutcome.Failed)
            {
                Id = TextOf(root, IdName),
                Status = TextOf(root, StatusName),
                Reason = TextOf(root, ReasonName),
            };
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the reply, as UTF-8 JSON.</summary>
    public void Write(IBufferWriter<byte> output)
    {
        using Utf8JsonWriter writer = new(output);
        writer.WriteStartObject();
        writer.WriteString(OutcomeName, OutcomeText);
        WriteText(writer, IdName, Id);
        WriteText(writer, StatusName, Status);
        WriteText(writer, ReasonName, Reason);
        writer.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
            writer.WriteString(name, text);
    }

    private static string? TextOf(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
