using System.Buffers;
using System.Text.Json;
using Amazon;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;

namespace AsyncJobs.Direct.DynamoDb;

/// <summary>Writes the members of a request. What is not set is left out, as by the SDK.</summary>
internal sealed class RequestWriter : IDisposable
{
    private readonly ArrayBufferWriter<byte> _buffer = new(1024);
    private readonly Utf8JsonWriter _writer;

    /// <summary>Begins a request.</summary>
    public RequestWriter()
    {
        _writer = new Utf8JsonWriter(_buffer);
        _writer.WriteStartObject();
    }

    /// <summary>Ends the request.</summary>
    public ReadOnlyMemory<byte> End()
    {
        _writer.WriteEndObject();
        _writer.Flush();
        return _buffer.WrittenMemory;
    }

    public void Dispose() => _writer.Dispose();

    public void Text(string name, string? value)
    {
        if (value is not null)
            _writer.WriteString(name, value);
    }

    public void Constant(string name, ConstantClass? value) => Text(name, value?.Value);

    public void Flag(string name, bool? value)
    {
        if (value is { } flag)
            _writer.WriteBoolean(name, flag);
    }

    public void Number(string name, int? value)
    {
        if (value is { } number)
            _writer.WriteNumber(name, number);
    }

    /// <summary>What placeholders of expressions stand for.</summary>
    public void Names(string name, Dictionary<string, string>? names)
    {
        if (!IsSet(names))
            return;

        _writer.WriteStartObject(name);
        foreach (KeyValuePair<string, string> one in names!)
            _writer.WriteString(one.Key, one.Value);
        _writer.WriteEndObject();
    }

    /// <summary>Attributes: of an item, a key, or an expression.</summary>
    public void Attributes(string name, Dictionary<string, AttributeValue>? attributes)
    {
        if (!IsSet(attributes))
            return;

        _writer.WritePropertyName(name);
        AttributeWriter.WriteMap(_writer, attributes!);
    }

    /// <summary>The keys of several items, by table.</summary>
    public void Tables(string name, Dictionary<string, KeysAndAttributes>? tables)
    {
        if (!IsSet(tables))
            return;

        _writer.WriteStartObject(name);
        foreach (KeyValuePair<string, KeysAndAttributes> table in tables!)
        {
            KeysAndAttributes wanted = table.Value;
            Unsupported.Refuse(wanted.AttributesToGet, nameof(wanted.AttributesToGet));
            _writer.WriteStartObject(table.Key);
            Flag(nameof(wanted.ConsistentRead), wanted.ConsistentRead);
            Names(nameof(wanted.ExpressionAttributeNames), wanted.ExpressionAttributeNames);
            Keys(nameof(wanted.Keys), wanted.Keys);
            Text(nameof(wanted.ProjectionExpression), wanted.ProjectionExpression);
            _writer.WriteEndObject();
        }

        _writer.WriteEndObject();
    }

    private void Keys(string name, List<Dictionary<string, AttributeValue>>? keys)
    {
        if (keys is null)
            return;

        _writer.WriteStartArray(name);
        foreach (Dictionary<string, AttributeValue> key in keys)
            AttributeWriter.WriteMap(_writer, key);
        _writer.WriteEndArray();
    }

    // An application can have the SDK make every collection, so that an empty one says nothing.
    private static bool IsSet<T>(Dictionary<string, T>? values) =>
        values is not null && (values.Count > 0 || !AWSConfigs.InitializeCollections);
}
