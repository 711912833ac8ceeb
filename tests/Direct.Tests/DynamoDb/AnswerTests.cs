using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using AsyncJobs.Aws;
using Xunit;

namespace AsyncJobs.Direct.Tests.DynamoDb;

/// <summary>Answers as they are read, beside how the SDK reads them.</summary>
public sealed class AnswerTests
{
    private static readonly Dictionary<string, string> s_placeholders = new() { ["#status"] = "status" };

    private readonly DirectBench _bench = new();

    [Fact]
    public async Task Random_answers_are_read_as_the_SDK_reads_them()
    {
        RandomItems items = new(11);
        using AmazonDynamoDBClient sdk = OfSdk();
        IDynamoDbCalls direct = _bench.Table();
        for (int i = 0; i < 100; i++)
        {
            JsonNode item = ItemJson(items);
            await CompareAsync(new { Item = item }, () => sdk.GetItemAsync("jobs", Key(), DirectBench.Token), () => DirectBench.GetAsync(direct));
            await CompareAsync(
                new { Attributes = item, Unknown = item },
                () => sdk.UpdateItemAsync(new UpdateItemRequest { TableName = "jobs", Key = Key() }, DirectBench.Token),
                () => direct.UpdateItemAsync(new UpdateItemRequest { TableName = "jobs", Key = Key() }, DirectBench.Token));
            await CompareAsync(
                new { Items = new[] { item, ItemJson(items) }, Count = 2, ScannedCount = 3, LastEvaluatedKey = ItemJson(items) },
                () => sdk.QueryAsync(new QueryRequest("jobs"), DirectBench.Token),
                () => direct.QueryAsync(new QueryRequest("jobs"), DirectBench.Token));
            await CompareAsync(
                new { ScannedCount = 0, Items = Array.Empty<int>(), Count = 0 },
                () => sdk.ScanAsync(new ScanRequest("jobs"), DirectBench.Token),
                () => direct.ScanAsync(new ScanRequest("jobs"), DirectBench.Token));
            await CompareAsync(
                new
                {
                    Responses = new { jobs = new[] { item } },
                    UnprocessedKeys = new { jobs = new { Keys = new[] { ItemJson(items) }, ProjectionExpression = "id", ConsistentRead = true, ExpressionAttributeNames = s_placeholders } },
                },
                () => sdk.BatchGetItemAsync(new BatchGetItemRequest { RequestItems = new() { ["jobs"] = new() { Keys = [Key()] } } }, DirectBench.Token),
                () => direct.BatchGetItemAsync(new BatchGetItemRequest { RequestItems = new() { ["jobs"] = new() { Keys = [Key()] } } }, DirectBench.Token));
        }
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"Item":null}""")]
    [InlineData("""{"Item":{}}""")]
    [InlineData("""{"Item":{"a":{"FUTURE":{"x":[1,{"S":"y"}]}}}}""")]
    [InlineData("""{"Item":{"a":{"S":null}}}""")]
    [InlineData("""{"Item":{"a":{"L":[]},"b":{"M":{}},"c":{"NULL":true}}}""")]
    [InlineData("""{ "Other" : [ { } , 1.5e10 , null ] , "Item" : { "a" : { "N" : "1" } } }""")]
    [InlineData("""{"\u0049tem":{"\u0061":{"\u0053":"\u00e9\n"}}}""")]
    public async Task So_are_unusual_ones(string json)
    {
        using AmazonDynamoDBClient sdk = OfSdk();
        IDynamoDbCalls direct = _bench.Table();

        await CompareAsync(JsonNode.Parse(json)!, json, () => sdk.GetItemAsync("jobs", Key(), DirectBench.Token), () => DirectBench.GetAsync(direct));
    }

    [Fact]
    public async Task An_item_as_deep_as_DynamoDB_allows_is_read()
    {
        const int Levels = 32;
        string json = string.Concat(Enumerable.Repeat("""{"L":[""", Levels)) + """{"S":"deep"}""" + string.Concat(Enumerable.Repeat("]}", Levels));
        _bench.Service.Answer = _ => FakeService.Ok("""{"Item":{"a":""" + json + "}}");

        AttributeValue value = (await _bench.GetAsync()).Item["a"];

        for (int i = 0; i < Levels; i++)
            value = value.L.Single();
        Assert.Equal("deep", value.S);
    }

    [Fact]
    public async Task Whatever_an_answer_is_made_of_it_is_read_or_refused()
    {
        _bench.Jitter = 0;
        IDynamoDbCalls direct = _bench.Table();
        const string Signs = "{}[]\":,0\\nu";
        RandomItems items = new(13);
        Random random = new(17);
        int refused = 0;
        for (int i = 0; i < 1000; i++)
        {
            byte[] answer = JsonSerializer.SerializeToUtf8Bytes(new { Item = ItemJson(items), Attributes = ItemJson(items), __type = "x", message = "y" });
            for (int changes = random.Next(1, 5); changes > 0; changes--)
                answer[random.Next(answer.Length)] = (byte)(random.Next(3) == 0 ? random.Next(256) : Signs[random.Next(Signs.Length)]);
            bool isError = i % 2 == 0;
            _bench.Service.Answer = _ => new HttpResponseMessage(isError ? System.Net.HttpStatusCode.BadRequest : System.Net.HttpStatusCode.OK) { Content = new ByteArrayContent(answer) };

            Exception? failure = await Record.ExceptionAsync(() => DirectBench.GetAsync(direct));

            Assert.True(failure is null ? !isError : isError ? failure is AmazonDynamoDBException or AmazonUnmarshallingException : failure is AmazonUnmarshallingException, failure?.ToString());
            refused += failure is null ? 0 : 1;
        }

        Assert.InRange(refused, 600, 1000);
    }

    private static JsonNode ItemJson(RandomItems items) => JsonNode.Parse(RequestTests.OfSdk(new PutItemRequest("jobs", items.Next())))!["Item"]!.DeepClone();

    private static Dictionary<string, AttributeValue> Key() => new() { ["id"] = new("a") };

    // Of both, what is no collection by itself and was not read from the answer's headers.
    private static string Shown(object response)
    {
        JsonObject shown = JsonSerializer.SerializeToNode(response, response.GetType(), Options)!.AsObject();
        foreach (string ofHttp in (string[])["ResponseMetadata", "ContentLength", "HttpStatusCode"])
            shown.Remove(ofHttp);
        return shown.ToJsonString();
    }

    private static readonly JsonSerializerOptions Options = new() { Converters = { new BinaryConverter() } };

    private Task CompareAsync<T>(object answer, Func<Task<T>> ofSdk, Func<Task<T>> ofDirect)
        where T : AmazonWebServiceResponse
    {
        JsonNode node = JsonSerializer.SerializeToNode(answer)!;
        return CompareAsync(node, node.ToJsonString(), ofSdk, ofDirect);
    }

    private async Task CompareAsync<T>(JsonNode answer, string json, Func<Task<T>> ofSdk, Func<Task<T>> ofDirect)
        where T : AmazonWebServiceResponse
    {
        _bench.Service.Answer = _ => FakeService.Ok(json);
        string expected = Shown(await ofSdk());
        Assert.Equal(expected, Shown(await ofDirect()));
        Assert.True(answer.AsObject().Count == 0 || expected.Length > 2);
    }

    private AmazonDynamoDBClient OfSdk() => new(new AmazonDynamoDBConfig
    {
        RegionEndpoint = Amazon.RegionEndpoint.EUCentral1,
        DefaultAWSCredentials = new BasicAWSCredentials("AKIDEXAMPLE", "secret"),
        HttpClientFactory = new SdkHttp(_bench.Service),
        MaxErrorRetry = 0,
    });

    private sealed class BinaryConverter : System.Text.Json.Serialization.JsonConverter<MemoryStream>
    {
        public override MemoryStream Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, MemoryStream value, JsonSerializerOptions options) => writer.WriteBase64StringValue(value.ToArray());
    }
}
