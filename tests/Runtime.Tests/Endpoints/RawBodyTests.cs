using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AsyncJobs.Jobs;
using AsyncJobs.Runtime.Tests.Support;
using AsyncJobs.Storage;
using AsyncJobs.Tests;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Endpoints;

/// <summary>Bodies that a job takes as they are.</summary>
public sealed class RawBodyTests
{
    private readonly Bed _bed = new();
    private readonly StreamBodyJob _streams = new();
    private readonly BodyJob<byte[]> _bytes = new();
    private readonly BodyJob<string> _texts = new();

    [Fact]
    public void Bytes_arrive_bit_for_bit_whatever_event_brings_them()
    {
        Gen<byte[]> bodies = Gen.OneOf(
            Gen.Choose(0, 255).Select(static value => (byte)value).NonEmptyListOf().Select(static list => list.ToArray()),
            Gen.Elements("aé\u20AC\U0001F600\"\\\n\0\uFEFF{}+%".EnumerateRunes().ToArray()).NonEmptyListOf().Select(static runes => Encoding.UTF8.GetBytes(string.Concat(runes))));
        Gen<(string FrontEnd, string Type, byte[] Body)> requests =
            from frontEnd in Gen.Elements(SampleEvent.Names.ToArray())
            from type in Gen.Elements("application/octet-stream", "text/plain", "image/png", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded")
            from body in bodies
            select (frontEnd, type, body);

        Prop.ForAll(requests.ToArbitrary(), request =>
        {
            foreach (byte[] payload in BodyEvent.Ways(request.FrontEnd, request.Type, request.Body))
            {
                Run(_streams, payload).GetAwaiter().GetResult();
                Run(_bytes, payload).GetAwaiter().GetResult();
                Assert.Equal(request.Body, _streams.Last);
                Assert.Equal(request.Body, _bytes.Last);
            }
        }).Check(RandomCases.Config.WithMaxTest(300).WithQuietOnSuccess(true));
    }

    [Theory]
    [MemberData(nameof(SampleEvent.All), MemberType = typeof(SampleEvent))]
    public async Task A_stream_takes_JSON_as_it_is(string frontEnd)
    {
        foreach (string? type in (string?[])["application/json", null])
        {
            await Run(_streams, BodyEvent.Of(frontEnd, type, "{\"a\": 1 } "u8, asText: true));
            Assert.Equal("{\"a\": 1 } "u8, _streams.Last!);
        }
    }

    [Theory]
    [InlineData("application/json", "\"aGk=\"", "hi")]
    [InlineData("application/problem+json", "\"aGk=\"", "hi")]
    [InlineData(null, "\"aGk=\"", "hi")]
    [InlineData("application/octet-stream", "\"aGk=\"", "\"aGk=\"")]
    public async Task Bytes_that_say_they_are_JSON_are_a_JSON_string_as_ever(string? type, string body, string expected)
    {
        await Run(_bytes, BodyEvent.Of(SampleEvent.HttpApi, type, Encoding.UTF8.GetBytes(body), asText: true));

        Assert.Equal(expected, Encoding.UTF8.GetString(_bytes.Last!));
    }

    [Theory]
    [InlineData("application/json", "\"a\\nb\"", "a\nb")]
    [InlineData(null, "\"a\"", "a")]
    [InlineData("text/plain", "\"a\\nb\"", "\"a\\nb\"")]
    [InlineData("application/x-www-form-urlencoded", "a=b+c", "a=b+c")]
    [InlineData("text/csv; header=present", "\uFEFFa;b\r\n<é\U0001F600>", "a;b\r\n<é\U0001F600>")]
    public async Task A_text_is_a_JSON_string_where_it_says_so_and_else_what_it_is(string? type, string body, string expected)
    {
        foreach (byte[] payload in BodyEvent.Ways(SampleEvent.HttpApi, type, Encoding.UTF8.GetBytes(body)))
        {
            await Run(_texts, payload);
            Assert.Equal(expected, _texts.Last);
        }
    }

    [Theory]
    [InlineData("iso-8859-1")]
    [InlineData("ISO-8859-1")]
    [InlineData("\"utf-16\"")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    [InlineData("utf8")]
    public async Task A_text_is_read_in_its_charset(string charset)
    {
        Encoding encoding = Encoding.GetEncoding(charset.Trim('"').Replace("utf8", "utf-8", StringComparison.Ordinal));

        await Run(_texts, BodyEvent.Of(SampleEvent.FunctionUrl, "text/plain; charset=" + charset, encoding.GetBytes("café")));

        Assert.Equal("café", _texts.Last);
    }

    [Theory]
    [InlineData("text/plain", new byte[] { 0x63, 0xE9 }, 400, "body $: is not text in utf-8")]
    [InlineData("text/plain; charset=us-ascii", new byte[] { 0x63, 0xE9 }, 400, "body $: is not text in us-ascii")]
    [InlineData("text/plain; charset=utf-16", new byte[] { 0x00, 0xD8 }, 400, "body $: is not text in utf-16")]
    [InlineData("text/plain; charset=klingon", new byte[] { 0x63 }, 415, "charset")]
    [InlineData("text/plain; charset=utf-7", new byte[] { 0x63 }, 415, "charset")]
    [InlineData("text", new byte[] { 0x63 }, 415, "Content-Type")]
    public async Task What_is_no_text_is_the_callers_fault(string type, byte[] body, int status, string said)
    {
        Reply reply = await _bed.AcceptAsync(BodyEvent.Of(SampleEvent.HttpApi, type, body), _texts);

        Assert.Equal(status, reply.StatusCode);
        Assert.Contains(said, status == 400 ? Assert.Single(reply.Faults) : (string)reply.Body["message"]!, StringComparison.Ordinal);
        Assert.Empty(_bed.Dispatcher.Sent);
    }

    [Fact]
    public async Task A_text_that_is_sent_as_JSON_and_is_none_is_told_what_to_do()
    {
        Reply reply = await _bed.AcceptAsync(BodyEvent.Of(SampleEvent.HttpApi, null, "hello"u8, asText: true), _texts);

        Assert.Equal(400, reply.StatusCode);
        Assert.Contains(reply.Faults, static fault => fault.Contains("with any other it is taken as it is", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_body_that_is_required_has_to_be_there_and_an_optional_one_not()
    {
        StreamBodyJob optional = new(isRequired: false);
        byte[] none = SampleEvent.Bodyless(SampleEvent.HttpApi, "POST", "/streams");

        Reply[] refused = [await _bed.AcceptAsync(none, _streams), await _bed.AcceptAsync(none, _bytes), await _bed.AcceptAsync(none, _texts)];
        await Run(optional, none);

        Assert.All(refused, static reply => Assert.Equal((400, "body $: is required"), (reply.StatusCode, Assert.Single(reply.Faults).Split(", ")[0])));
        Assert.Null(optional.Last);
    }

    [Fact]
    public async Task Base64_that_is_none_is_a_fault()
    {
        byte[] payload = SampleEvent.Read(SampleEvent.HttpApi, static root =>
        {
            root["headers"]!["content-type"] = "image/png";
            root["body"] = "a*b";
            root["isBase64Encoded"] = true;
        });

        Reply reply = await _bed.AcceptAsync(payload, _streams);

        Assert.Equal((400, "body $: is not valid base64 or not UTF-8"), (reply.StatusCode, Assert.Single(reply.Faults)));
    }

    [Fact]
    public async Task Bytes_that_a_REST_API_has_spoilt_start_nothing_and_the_log_says_what_to_set()
    {
        byte[] payload = BodyEvent.Of(SampleEvent.RestApi, "image/png", "\uFFFDPNG"u8, asText: true);

        Reply[] replies = [await _bed.AcceptAsync(payload, _streams), await _bed.AcceptAsync(payload, _bytes)];

        Assert.All(replies, static reply => Assert.Equal(500, reply.StatusCode));
        Assert.Empty(_bed.Dispatcher.Sent);
        Assert.Contains(_bed.Log.Entries, static entry => entry.Exception?.Message.Contains("BinaryMediaTypes", StringComparison.Ordinal) is true);
    }

    [Fact]
    public async Task A_large_body_goes_to_the_payload_store_and_without_one_is_refused()
    {
        TestPayloads payloads = new();
        Bed stored = new(services => services.AddSingleton<IPayloadStore>(payloads));
        byte[] body = RandomNumberGenerator.GetBytes(4_500_000);
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("Zeile, große\n", 380_000)));
        byte[] payload = BodyEvent.Of(SampleEvent.HttpApi, "application/octet-stream", body);

        Reply refused = await _bed.AcceptAsync(payload, _streams);
        await Run(_streams, payload, stored);
        await Run(_texts, BodyEvent.Of(SampleEvent.HttpApi, "text/csv", text, asText: true), stored);

        Assert.Equal(413, refused.StatusCode);
        Assert.Contains("at most 983040 fit", (string)refused.Body["message"]!, StringComparison.Ordinal);
        Assert.Equal(body, _streams.Last);
        Assert.Equal(text, Encoding.UTF8.GetBytes(_texts.Last!));
        Assert.Equal(2, payloads.Kept.Count);
    }

    [Fact]
    public async Task The_same_bytes_under_one_key_are_one_job_however_they_came()
    {
        byte[] body = "text"u8.ToArray();
        List<string> ids = [];
        foreach (byte[] payload in BodyEvent.Ways(SampleEvent.HttpApi, "text/plain", body))
        {
            JsonObject root = JsonNode.Parse(payload)!.AsObject();
            root["headers"]!["idempotency-key"] = "k-1";
            Reply reply = await _bed.AcceptAsync(Encoding.UTF8.GetBytes(root.ToJsonString()), _streams);
            Assert.Equal(202, reply.StatusCode);
            ids.Add(reply.Id);
        }

        Assert.Single(ids.Distinct());
        Assert.Equal(2, ids.Count);
    }

    private Task Run(JobDefinition job, byte[] payload) => Run(job, payload, _bed);

    private static async Task Run(JobDefinition job, byte[] payload, Bed bed)
    {
        Reply accepted = await bed.AcceptAsync(payload, job);
        Assert.Equal(202, accepted.StatusCode);
        await bed.WorkAsync(job);
        Assert.Equal(JobStatus.Succeeded, bed.Record(accepted.Id).Status);
    }
}
