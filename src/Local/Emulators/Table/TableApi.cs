using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace AsyncJobs.Local.Emulators.Table;

/// <summary>
/// DynamoDB's protocol in front of a <see cref="LocalTable"/>: what jobs ask of their table, so that workers in processes of their own
/// run the store that they run on AWS.
/// </summary>
internal sealed class TableApi(string tableName)
{
    private const string TargetPrefix = "DynamoDB_20120810.";
    private const string ErrorPrefix = "com.amazonaws.dynamodb.v20120810#";
    private const string ContentType = "application/x-amz-json-1.0";

    private readonly LocalTable _table = new();

    /// <summary>Whether a request is for DynamoDB.</summary>
    public static bool IsFor(HttpRequest request) => Target(request).StartsWith(TargetPrefix, StringComparison.Ordinal);

    public async Task HandleAsync(HttpContext context)
    {
        using MemoryStream output = new();
        using (Utf8JsonWriter writer = new(output))
        {
            try
            {
                using JsonDocument request = await JsonDocument
                    .ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted).ConfigureAwait(false);
                Answer(Target(context.Request)[TargetPrefix.Length..], request.RootElement, writer);
            }
            catch (TableException refused)
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                writer.Reset();
                output.SetLength(0);
                Write(writer, refused);
            }
            catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                writer.Reset();
                output.SetLength(0);
                Write(writer, new TableException("SerializationException", exception.Message));
            }
        }

        context.Response.ContentType = ContentType;
        context.Response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString("N");
        context.Response.ContentLength = output.Length;
        await context.Response.Body.WriteAsync(output.GetBuffer().AsMemory(0, (int)output.Length), context.RequestAborted).ConfigureAwait(false);
    }

    private static string Target(HttpRequest request) => request.Headers["X-Amz-Target"].ToString();

    private static void Write(Utf8JsonWriter writer, TableException refused)
    {
        writer.WriteStartObject();
        writer.WriteString("__type"u8, ErrorPrefix + refused.Code);
        writer.WriteString("message"u8, refused.Message);
        if (refused.Item is { } item)
            Write(writer, "Item", item);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, IReadOnlyDictionary<string, JsonElement> item)
    {
        writer.WriteStartObject(name);
        foreach ((string attribute, JsonElement value) in item)
        {
            writer.WritePropertyName(attribute);
            value.WriteTo(writer);
        }

        writer.WriteEndObject();
    }

    private void Answer(string operation, JsonElement request, Utf8JsonWriter writer)
    {
        if (TableOf(request) is { } asked && asked != tableName)
        {
            throw new TableException(
                "ResourceNotFoundException",
                $"Cannot do operations on a non-existent table: the local host keeps the jobs' table {tableName} only, not {asked}. "
                + "Use --dynamodb for a DynamoDB that has it.");
        }

        if (TryAnswerList(operation, request, writer))
            return;

        IReadOnlyDictionary<string, JsonElement>? item = null;
        string member = "Attributes";
        string returned = request.TryGetProperty("ReturnValues", out JsonElement values) ? values.GetString()! : "NONE";
        switch (operation)
        {
            case "GetItem":
                item = _table.Get(request);
                member = "Item";
                break;
            case "PutItem":
                item = _table.Put(request);
                item = returned == "ALL_OLD" ? item : null;
                break;
            case "DeleteItem":
                item = _table.Delete(request);
                item = returned == "ALL_OLD" ? item : null;
                break;
            case "UpdateItem":
                (IReadOnlyDictionary<string, JsonElement>? before, IReadOnlyDictionary<string, JsonElement> after) = _table.Update(request);
                item = returned switch
                {
                    "NONE" => null,
                    "ALL_OLD" => before,
                    "ALL_NEW" => after,
                    _ => throw TableException.Invalid($"ReturnValues {returned} is not known here"),
                };
                break;
            default:
                throw new TableException(
                    "UnknownOperationException", $"The local host's table does not know {operation}. Use --dynamodb for a DynamoDB that does.");
        }

        writer.WriteStartObject();
        if (item is not null)
            Write(writer, member, item);
        writer.WriteEndObject();
    }

    private static string? TableOf(JsonElement request)
    {
        if (request.TryGetProperty("TableName", out JsonElement name))
            return name.GetString();

        // A batch may be of several tables.
        return request.TryGetProperty("RequestItems", out JsonElement batch)
            ? string.Join(", ", batch.EnumerateObject().Select(static one => one.Name))
            : null;
    }

    private bool TryAnswerList(string operation, JsonElement request, Utf8JsonWriter writer)
    {
        switch (operation)
        {
            case "Query":
                LocalReads.Query(_table.All(), request, writer);
                return true;
            case "BatchGetItem":
                LocalReads.BatchGet(_table.Find, tableName, request, writer);
                return true;
            case "Scan":
                LocalReads.Scan(_table.All(), request, writer);
                return true;
            default:
                return false;
        }
    }
}
