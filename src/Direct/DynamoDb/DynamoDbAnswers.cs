using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using AsyncJobs.Direct.Sending;

namespace AsyncJobs.Direct.DynamoDb;

/// <summary>Reads answers of DynamoDB: what the requests of jobs ask for. Members that are not known are left out, as by the SDK.</summary>
/// <remarks>Each throws <see cref="JsonException"/> or <see cref="InvalidOperationException"/> for what is no such answer.</remarks>
internal static class DynamoDbAnswers
{
    public static GetItemResponse GetItem(ServiceAnswer answer) => new() { Item = AttributeReader.ReadMember(Begin(answer), "Item"u8) };

    public static PutItemResponse PutItem(ServiceAnswer answer) => new() { Attributes = Attributes(answer) };

    public static UpdateItemResponse UpdateItem(ServiceAnswer answer) => new() { Attributes = Attributes(answer) };

    public static DeleteItemResponse DeleteItem(ServiceAnswer answer) => new() { Attributes = Attributes(answer) };

    public static QueryResponse Query(ServiceAnswer answer)
    {
        QueryResponse response = new();
        Utf8JsonReader reader = Begin(answer);
        while (AnswerReader.Next(ref reader))
        {
            if (reader.ValueTextEquals("Items"u8))
                response.Items = AttributeReader.ReadMaps(ref reader);
            else if (reader.ValueTextEquals("LastEvaluatedKey"u8))
                response.LastEvaluatedKey = AttributeReader.ReadMap(ref reader);
            else if (reader.ValueTextEquals("Count"u8))
                response.Count = ReadNumber(ref reader);
            else if (reader.ValueTextEquals("ScannedCount"u8))
                response.ScannedCount = ReadNumber(ref reader);
            else
                reader.Skip();
        }

        return response;
    }

    public static ScanResponse Scan(ServiceAnswer answer)
    {
        ScanResponse response = new();
        Utf8JsonReader reader = Begin(answer);
        while (AnswerReader.Next(ref reader))
        {
            if (reader.ValueTextEquals("Items"u8))
                response.Items = AttributeReader.ReadMaps(ref reader);
            else if (reader.ValueTextEquals("LastEvaluatedKey"u8))
                response.LastEvaluatedKey = AttributeReader.ReadMap(ref reader);
            else if (reader.ValueTextEquals("Count"u8))
                response.Count = ReadNumber(ref reader);
            else if (reader.ValueTextEquals("ScannedCount"u8))
                response.ScannedCount = ReadNumber(ref reader);
            else
                reader.Skip();
        }

        return response;
    }

    public static BatchGetItemResponse BatchGetItem(ServiceAnswer answer)
    {
        BatchGetItemResponse response = new();
        Utf8JsonReader reader = Begin(answer);
        while (AnswerReader.Next(ref reader))
        {
            if (reader.ValueTextEquals("Responses"u8))
                response.Responses = ReadTables(ref reader);
            else if (reader.ValueTextEquals("UnprocessedKeys"u8))
                response.UnprocessedKeys = ReadKeys(ref reader);
            else
                reader.Skip();
        }

        return response;
    }

    private static Utf8JsonReader Begin(ServiceAnswer answer)
    {
        if (answer.ContentType is { } type && !type.Contains("json", StringComparison.OrdinalIgnoreCase))
            throw new JsonException("The answer is not of DynamoDB: it is no JSON by its Content-Type.");

        return AnswerReader.Begin(answer.Body.Span);
    }

    private static Dictionary<string, AttributeValue>? Attributes(ServiceAnswer answer) =>
        AttributeReader.ReadMember(Begin(answer), "Attributes"u8);

    private static Dictionary<string, List<Dictionary<string, AttributeValue>>>? ReadTables(ref Utf8JsonReader reader)
    {
        if (!AttributeReader.Begin(ref reader, JsonTokenType.StartObject))
            return null;

        Dictionary<string, List<Dictionary<string, AttributeValue>>> tables = [];
        while (AttributeReader.Next(ref reader, JsonTokenType.EndObject))
        {
            string table = reader.GetString()!;
            tables[table] = AttributeReader.ReadMaps(ref reader)!;
        }

        return tables;
    }

    private static Dictionary<string, KeysAndAttributes>? ReadKeys(ref Utf8JsonReader reader)
    {
        if (!AttributeReader.Begin(ref reader, JsonTokenType.StartObject))
            return null;

        Dictionary<string, KeysAndAttributes> tables = [];
        while (AttributeReader.Next(ref reader, JsonTokenType.EndObject))
        {
            string table = reader.GetString()!;
            tables[table] = ReadKeysOfTable(ref reader)!;
        }

        return tables;
    }

    private static KeysAndAttributes? ReadKeysOfTable(ref Utf8JsonReader reader)
    {
        if (!AttributeReader.Begin(ref reader, JsonTokenType.StartObject))
            return null;

        KeysAndAttributes keys = new();
        while (AttributeReader.Next(ref reader, JsonTokenType.EndObject))
        {
            if (reader.ValueTextEquals("Keys"u8))
            {
                keys.Keys = AttributeReader.ReadMaps(ref reader);
            }
            else if (reader.ValueTextEquals("ProjectionExpression"u8))
            {
                keys.ProjectionExpression = AttributeReader.ReadText(ref reader);
            }
            else if (reader.ValueTextEquals("ExpressionAttributeNames"u8))
            {
                keys.ExpressionAttributeNames = AttributeReader.ReadNames(ref reader);
            }
            else if (reader.ValueTextEquals("ConsistentRead"u8))
            {
                reader.Read();
                keys.ConsistentRead = reader.GetBoolean();
            }
            else
            {
                reader.Skip();
            }
        }

        return keys;
    }

    private static int ReadNumber(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetInt32();
    }
}
