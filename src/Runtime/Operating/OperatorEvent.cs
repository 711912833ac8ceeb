using System.Text.Json;

namespace AsyncJobs.Operating;

/// <summary>
/// The event by which an operator has a function do something. Only a direct invocation has this form: what API Gateway, a function URL or a load
/// balancer makes of a request has it nowhere but in a body. So whoever may send it is whom IAM lets invoke the function.
/// </summary>
/// <param name="Action">What to do.</param>
/// <param name="JobId">With which job; not checked.</param>
internal readonly record struct OperatorEvent(OperatorAction Action, string JobId)
{
    private const string Command = "asyncJobsOperator";
    private const string ActionName = "action";
    private const string Id = "id";
    private const string Cancel = "cancel";
    private const string Retry = "retry";
    private const string Redeliver = "redeliver";

    // Far more than a command has. Who sends something else is told so without a second reading of a large event.
    private const int LongestEvent = 1024;

    /// <summary>Reads an event.</summary>
    /// <returns>Null where it is none of an operator, or one that this version does not know.</returns>
    public static OperatorEvent? TryRead(ReadOnlyMemory<byte> payload)
    {
        if (payload.Length > LongestEvent)
            return null;

        try
        {
            using JsonDocument document = JsonDocument.Parse(payload);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the event, as UTF-8 JSON.</summary>
    public byte[] Write()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream))
        {
            writer.WriteStartObject();
            writer.WriteStartObject(Command);
            writer.WriteString(ActionName, Action switch
            {
                OperatorAction.Cancel => Cancel,
                OperatorAction.Retry => Retry,
                _ => Redeliver,
            });
            writer.WriteString(Id, JobId);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        return stream.ToArray();
    }

    // With anything beside the command it is something else that happens to have a member of this name.
    private static OperatorEvent? Read(JsonElement root)
    {
        if (root.ValueKind is not JsonValueKind.Object
            || root.EnumerateObject().Count() != 1
            || !root.TryGetProperty(Command, out JsonElement command)
            || command.ValueKind is not JsonValueKind.Object
            || TextOf(command, Id) is not { } id)
        {
            return null;
        }

        return TextOf(command, ActionName) switch
        {
            Cancel => new OperatorEvent(OperatorAction.Cancel, id),
            Retry => new OperatorEvent(OperatorAction.Retry, id),
            Redeliver => new OperatorEvent(OperatorAction.Redeliver, id),
            _ => null,
        };
    }

    private static string? TextOf(JsonElement command, string name) =>
        command.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
