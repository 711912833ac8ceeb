using Amazon.DynamoDBv2.Model;
using AsyncJobs.Lifecycle;
using AsyncJobs.Shared;
using AsyncJobs.Storage;

namespace AsyncJobs.Aws;

/// <summary>How a job's input looks as an item of the jobs' table, and back.</summary>
internal static class DynamoDbInputItem
{
    internal const string Input = "input";

    internal static Dictionary<string, AttributeValue> Key(string id) => DynamoDbJobItem.Key(KeptInput.KeyOf(id));

    internal static Dictionary<string, AttributeValue> FromInput(string id, KeptInput input) => new(3)
    {
        [TableNames.Id] = DynamoDbJobItem.Text(KeptInput.KeyOf(id)),
        [Input] = DynamoDbJobItem.Result(input.Content, input.Encoding),
        [TableNames.ExpiresAt] = DynamoDbJobItem.SecondsUp(input.ExpiresAt),
    };

    internal static KeptInput ToInput(Dictionary<string, AttributeValue> item) => new(
        DynamoDbJobItem.ResultOf(item[Input]),
        item[Input].B is null ? JobResultEncoding.Json : JobResultEncoding.Brotli,
        DynamoDbJobItem.SecondsOf(item[TableNames.ExpiresAt]));
}
