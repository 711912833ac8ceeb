using System.Text;
using System.Text.Json.Nodes;
using AsyncJobs.Buffers;
using AsyncJobs.Jobs;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Tests;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Events;

/// <summary>Whatever arrives, an HTTP endpoint gives a well-formed reply, and the others give nothing but their own exception.</summary>
public sealed class HostileEventTests
{
    private static readonly string[] s_values =
    [
        "null", "true", "false", "0", "-1.5e300", "\"\"", "\"x\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "\"\\\"},{\\\"\"",
        "\"%\"", "\"%ff%fe\"", "\"../..//\"", "[]", "[[]]", "[null,1,\"x\",{}]", "{}", "{\"\\ud800\":\"\"}", "{\"a\":{\"a\":[]}}",
    ];

    private static readonly string[] s_containers =
        ["queryStringParameters", "multiValueQueryStringParameters", "headers", "multiValueHeaders", "pathParameters", "requestContext", "body", "extra"];

    private static readonly string s_workerEvent = """{"asyncJobs":1,"id":"00000000000000000000000000","job":"plain","args":{"body":{"a":[1,"x"]}}}""";

    private static readonly string s_settleEvent =
        $$"""{"version":"1.0","requestContext":{"requestId":"r","condition":"RetriesExhausted"},"requestPayload":{{s_workerEvent}}}""";

    public static TheoryData<string> All => SampleEvent.All;

    [Fact]
    public void Any_bytes_at_all() =>
        Prop.ForAll(
                ArbMap.Default.ArbFor<byte[]>(),
                bytes =>
                {
                    CheckAsync(bytes).GetAwaiter().GetResult();
                    CheckWorkerAsync(bytes).GetAwaiter().GetResult();
                })
            .Check(RandomCases.Config.WithMaxTest(1000));

    [Theory]
    [MemberData(nameof(All))]
    public void An_event_with_bytes_changed(string name)
    {
        byte[] sample = SampleEvent.Read(name);
        Gen<byte> troublesome = Gen.Elements("\"\\{}[]:,0e-+tfnu %\0\n\u007f\u0080\u00ff".Select(c => (byte)c));
        Gen<(int, byte)[]> changes = Gen.Choose(0, sample.Length - 1).SelectMany(_ => troublesome, (at, to) => (at, to)).ArrayOf(3);
        Prop.ForAll(changes.ToArbitrary(), edits =>
        {
            byte[] mutant = [.. sample];
            foreach ((int at, byte to) in edits)
                mutant[at] = to;
            CheckAsync(mutant).GetAwaiter().GetResult();
        }).Check(RandomCases.Config.WithMaxTest(500));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task An_event_cut_anywhere(string name)
    {
        byte[] sample = SampleEvent.Read(name).AsSpan().TrimEnd((byte)'\n').ToArray();
        for (int length = 0; length < sample.Length; length++)
        {
            Reply reply = await new Bed().HttpAsync(sample.AsMemory(0, length));
            Assert.Equal((length, 400), (length, reply.StatusCode));
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Another_value_in_any_place(string name)
    {
        string json = Encoding.UTF8.GetString(SampleEvent.Read(name));
        foreach (string variant in Variants(json))
            await CheckAsync(Encoding.UTF8.GetBytes(variant));
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Half_a_surrogate_pair_in_any_string(string name)
    {
        byte[] sample = SampleEvent.Read(name);
        for (int at = 0; at < sample.Length - 1; at++)
        {
            // Behind an opening quote or in the middle of a string; elsewhere it is broken JSON, which must be answered too.
            if (sample[at] == '"')
                await CheckAsync([.. sample.AsSpan(0, at + 1), .. "\\uDBFF"u8, .. sample.AsSpan(at + 1)]);
        }
    }

    [Theory]
    [InlineData(60)]
    [InlineData(100)]
    [InlineData(250)]
    [InlineData(300)]
    [InlineData(100_000)]
    public async Task Deep_nesting_in_any_place(int depth)
    {
        string arrays = new string('[', depth) + new string(']', depth);
        string objects = string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth);
        foreach (string name in SampleEvent.Names)
        {
            string json = Encoding.UTF8.GetString(SampleEvent.Read(name));
            foreach (string path in s_containers)
            {
                foreach (string deep in (string[])[arrays, objects])
                {
                    string nested = $$"""{"deep":{{deep}},"count":{{deep}},"count":"3","tag":[{{deep}}]}""";
                    Bed bed = new();
                    Reply reply = await bed.HttpAsync(Encoding.UTF8.GetBytes(json.TrimEnd().TrimEnd('}') + $",\"{path}\":{nested}}}"));
                    Assert.NotEqual(500, reply.StatusCode);
                    Assert.DoesNotContain("http.failed", bed.Log.Events);
                }
            }
        }

        string body = arrays.Replace("[]", "[\"x\"]", StringComparison.Ordinal);
        Reply answer = await new Bed().AcceptAsync(SampleEvent.Read(SampleEvent.RestApi, root => root["body"] = body));
        Assert.Equal(400, answer.StatusCode);
        await CheckWorkerAsync(s_workerEvent.Replace("[1,\"x\"]", arrays, StringComparison.Ordinal));
        await CheckWorkerAsync(objects);
    }

    [Fact]
    public async Task A_worker_and_a_settler_refuse_what_is_not_theirs_with_their_own_exception()
    {
        foreach (string json in Variants(s_workerEvent).Concat(Variants(s_settleEvent)))
            await CheckWorkerAsync(json);
        for (int length = 0; length < s_settleEvent.Length; length++)
            await CheckWorkerAsync(s_settleEvent[..length]);
    }

    [Fact]
    public async Task Names_and_values_of_a_request_inject_nothing_into_the_reply()
    {
        const string evil = "\"},\"statusCode\":200,\"x\":{\"\r\nset-cookie: a=b\u2028</script>";
        foreach (string name in SampleEvent.Names)
        {
            byte[] payload = SampleEvent.Read(name, root =>
            {
                root["body"] = """{"\"},\"status\":\"SUCCEEDED":1,"number":"x"}""";
                root["isBase64Encoded"] = false;
                root["requestContext"]!["requestId"] = evil;
                root["pathParameters"] = new JsonObject { ["name"] = evil };
                foreach (string headers in (string[])["headers", "multiValueHeaders"])
                {
                    if (root[headers] is { } present)
                        present["idempotency-key"] = headers == "headers" ? evil : new JsonArray(evil);
                }
            });

            Assert.Equal(400, (await new Bed().AcceptAsync(payload)).StatusCode);
        }
    }

    /// <summary>The text with each of its values in turn replaced by others.</summary>
    private static IEnumerable<string> Variants(string json)
    {
        JsonNode root = JsonNode.Parse(json)!;
        List<JsonNode> places = [];
        Collect(root, places);
        foreach (JsonNode place in places)
        {
            string marker = Guid.NewGuid().ToString();
            JsonNode original = place.DeepClone();
            JsonValue mark = JsonValue.Create(marker);
            place.ReplaceWith(mark);
            string marked = root.ToJsonString();
            mark.ReplaceWith(original);
            foreach (string value in s_values)
                yield return marked.Replace($"\"{marker}\"", value, StringComparison.Ordinal);
        }
    }

    private static void Collect(JsonNode node, List<JsonNode> places)
    {
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject members => [.. members.Select(member => member.Value)],
            JsonArray items => [.. items],
            _ => [],
        };
        foreach (JsonNode? child in children)
        {
            if (child is null)
                continue;
            Collect(child, places);
            places.Add(child);
        }
    }

    private static async Task CheckAsync(byte[] payload)
    {
        Bed bed = new();
        await bed.HttpAsync(payload);
        await bed.AcceptAsync(payload);
        await bed.StatusAsync(payload);
        Assert.DoesNotContain("http.failed", bed.Log.Events);
    }

    private static Task CheckWorkerAsync(string json) => CheckWorkerAsync(Encoding.UTF8.GetBytes(json));

    private static async Task CheckWorkerAsync(byte[] payload)
    {
        Bed bed = new();
        using PooledBuffer reply = new();
        foreach (LambdaEntryPoint entry in (LambdaEntryPoint[])[(p, i, r) => bed.App.WorkAsync(bed.Plain, p, i, r), bed.App.SettleAsync])
        {
            try
            {
                await entry(payload, bed.Invocation(), reply);
            }
            catch (JobEventException exception)
            {
                Assert.NotEmpty(exception.Message);
            }
        }
    }
}
