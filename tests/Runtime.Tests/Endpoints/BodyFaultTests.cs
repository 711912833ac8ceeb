using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using AsyncJobs.Binding;
using AsyncJobs.Lifecycle;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Endpoints;

/// <summary>What a caller is told whose body cannot be read.</summary>
public sealed class BodyFaultTests
{
    private const string Refused = "has a value that its type refuses";

    private static readonly (string Body, string[] Faults)[] s_cases =
    [
        ("""{"mails":{"a":{"address":"a@b.example"},"b c":{"address":"nonsense"}}}""", [$"body $.mails['b c']: {Refused}"]),
        ("""{"mails":{"a":{}}}""", [$"body $.mails.a: {Refused}"]),
        ("""{"span":{"from":3,"to":1},"small":{"a":1}}""", [$"body $.span: {Refused}"]),
        ("""{"odd name":{"from":3,"to":1}}""", [$"body $['odd name']: {Refused}"]),
        ("""{"small":{"a":300}}""", [$"body $.small: {Refused}"]),
        ("""{"setter":{"rest":[1,2],"count":-1}}""", [$"body $.setter.count: {Refused}"]),
        ("""{"setter":{"count":-1,"rest":[1,2]}} x""", [$"body $.setter.count: {Refused}"]),
        ("""{"code":{"kode":1}}""", [$"body $.code: {Refused}"]),
        ("""{"pets":[{"name":"T","lives":9,"kind":"cat"}]}""", ["body $.pets[0]: must begin with the member 'kind', which is one of \"cat\", 7"]),
        ("""{"pets":[{"kind":7,"name":"R"},{"name":"T"}]}""", ["body $.pets[1]: must begin with the member 'kind', which is one of \"cat\", 7"]),
        ("""{"pets":[{}]}""", ["body $.pets[0]: must begin with the member 'kind', which is one of \"cat\", 7"]),
        ("""{"pets":[{"kind":"cat","name":"T","colour":"red","owner":{"address":"x"}}]}""", [$"body $.pets[0].owner: {Refused}"]),
        ("""{"pets":[{"kind":"cat","name":"T"}]}""", ["body $.pets[0].colour: is required"]),
        ("""{"musts":[{"text":"a","number":1},{}]}""", ["body $.musts[1].text: is required", "body $.musts[1].number: is required"]),
        ("{\n\"musts\": [\n{ \"TEXT\": null }\n ] }", ["body $.musts[0].number: is required"]),
        ("""{"musts":[{"text":1}]}""", ["body $.musts[0].text: has a value of the wrong type (line 1, byte 20)"]),
        ("""{"musts":[{"number":"x"}]}""", ["body $.musts[0].number: has a value of the wrong type (line 1, byte 24)"]),
        ("""{"pets":[{"kind":"cow","name":"T"}]}""", ["body $.pets[0]: must begin with the member 'kind', which is one of \"cat\", 7"]),
        ("""{"pets":[{"kind":"cow"}]}""", ["body $.pets[0]: must begin with the member 'kind', which is one of \"cat\", 7"]),
    ];

    public static TheoryData<bool, int> Cases =>
        [.. from isReflected in (bool[])[true, false] from index in Enumerable.Range(0, s_cases.Length) select (isReflected, index)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task What_a_body_is_refused_for_is_a_fault_of_its_member(bool isReflected, int index)
    {
        (string body, string[] faults) = s_cases[index];

        Reply reply = await AcceptAsync(body, isReflected ? JobJson.Reflected<RefusedBodies.Holder>() : RefusedBodiesJson.Default.Holder);

        Assert.Equal(400, reply.StatusCode);
        Assert.Equal(faults, reply.Faults);
        Assert.DoesNotContain("secret", reply.Body.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"HALF":1}""")]
    [InlineData("""{"musts":[{"HALF":1}]}""")]
    [InlineData("""{"musts":[{"text":"HALF"}]}""")]
    [InlineData("""{"musts":[{"text":"a","HALF":1,"number":"x"}]}""")]
    [InlineData("""{"pets":[{"HALF":1}]}""")]
    [InlineData("""{"pets":[{"HALF":1,"kind":"cat"}]}""")]
    [InlineData("""{"pets":[{"kind":"HALF"}]}""")]
    [InlineData("""{"pets":[{"kind":"cat","name":"T","HALF":1}]}""")]
    [InlineData("""{"mails":{"HALF":{"address":"nonsense"}}}""")]
    public async Task Half_a_surrogate_pair_is_no_fault_of_ours(string body)
    {
        Reply reflected = await AcceptAsync(body.Replace("HALF", "\\ud800", StringComparison.Ordinal), JobJson.Reflected<RefusedBodies.Holder>());
        Reply generated = await AcceptAsync(body.Replace("HALF", "\\udc00", StringComparison.Ordinal), RefusedBodiesJson.Default.Holder);

        Assert.Equal((400, 400), (reflected.StatusCode, generated.StatusCode));
    }

    [Theory]
    [InlineData("""{"name":"T","lives":9,"kind":"cat"}""")]
    [InlineData("""{"name":"T"}""")]
    public async Task A_body_of_one_of_several_types_has_to_say_which(string body)
    {
        Reply reply = await AcceptAsync(body, JobJson.Reflected<RefusedBodies.Animal>());

        Assert.Equal((400, "body $: must begin with the member 'kind', which is one of \"cat\", 7"), (reply.StatusCode, Assert.Single(reply.Faults)));
    }

    [Theory]
    [InlineData("""{"inner":{"name":"a"}}""")]
    [InlineData("""{"kind":"System.Int32"}""")]
    public async Task A_type_that_nothing_can_be_read_as_is_a_fault_of_ours(string body)
    {
        Bed bed = new();

        Reply reply = await AcceptAsync(body, JobJson.Reflected<RefusedBodies.Impossible>(), bed);

        Assert.Equal(500, reply.StatusCode);
        Assert.Equal(["http.failed"], bed.Log.Events);
    }

    [Theory]
    [InlineData("\uFEFF{\"a\":1}", 1)]
    [InlineData("\uFEFF \n{\"a\":2}", 2)]
    public async Task A_byte_order_mark_is_no_part_of_the_body(string body, int expected)
    {
        Bed bed = new();
        BodyJob<RefusedBodies.Small> job = new();

        Reply reply = await bed.AcceptAsync(RequestOf(body), job);

        Assert.Equal(202, reply.StatusCode);
        Assert.Equal($"{{\"body\":{body.Trim('\uFEFF')}}}", Encoding.UTF8.GetString(ArgsOf(bed)));
        Assert.Contains($"\"a\":{expected}", Encoding.UTF8.GetString(ArgsOf(bed)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_byte_order_mark_alone_is_no_body()
    {
        Reply reply = await AcceptAsync("\uFEFF", JobJson.Reflected<RefusedBodies.Small>());

        Assert.Equal("body $: is required, as JSON that is not null", Assert.Single(reply.Faults));
    }

    [Fact]
    public async Task Comments_are_no_fault_where_the_type_allows_them()
    {
        JsonSerializerOptions options = new(JsonSerializerDefaults.Web)
        {
            ReadCommentHandling = JsonCommentHandling.Skip,
            AllowTrailingCommas = true,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
        };
        JsonTypeInfo<RefusedBodies.Holder> type = (JsonTypeInfo<RefusedBodies.Holder>)options.GetTypeInfo(typeof(RefusedBodies.Holder));

        Reply refused = await AcceptAsync("""{"small": /* too much */ {"a":300,},}""", type);
        Reply wrong = await AcceptAsync("""{"small": /* what */ {"a":"x",},}""", type);

        Assert.Equal($"body $.small: {Refused}", Assert.Single(refused.Faults));
        Assert.StartsWith("body $.small.a: has a value of the wrong type", Assert.Single(wrong.Faults), StringComparison.Ordinal);
    }

    // A request decides what its names are, and must not decide how large the reply is.
    [Fact]
    public async Task A_long_name_is_cut()
    {
        string name = string.Concat(Enumerable.Repeat("\U0001F600<", 400_000));
        string body = """{"mails":{"NAME":{"address":1}}}""".Replace("NAME", name, StringComparison.Ordinal);

        Reply reply = await AcceptAsync(body, JobJson.Reflected<RefusedBodies.Holder>());

        Assert.Equal(400, reply.StatusCode);
        Assert.InRange(reply.Envelope.ToJsonString().Length, 1, 8 * 1024);
        string path = (string)reply.Body["errors"]![0]!["name"]!;
        Assert.InRange(path.Length, 255, 256);
        Assert.EndsWith("…", path, StringComparison.Ordinal);
        Assert.True(Rune.IsValid(path.EnumerateRunes().Last().Value) && !path.Contains('\ufffd', StringComparison.Ordinal));
    }

    [Fact]
    public async Task Faults_are_counted_where_they_are_too_many()
    {
        BoundJob job = new(args => Enumerable.Range(0, 40).ToList().ForEach(number => args.Query($"q{number}").Required(Scalar.String)));

        Reply reply = await new Bed().AcceptAsync(SampleEvent.Bodyless(SampleEvent.RestApi, "POST", "/bound"), job);

        Assert.Equal((400, 32), (reply.StatusCode, reply.Faults.Count()));
        Assert.Equal("The request is malformed; see errors, which has 32 of 40 faults.", (string)reply.Body["message"]!);
    }

    [Fact]
    public async Task A_body_that_its_worker_refuses_is_not_tried_again()
    {
        Bed bed = new();
        BodyJob<RefusedBodies.Small> job = new();
        Reply accepted = await bed.AcceptAsync(RequestOf("""{"a":1}"""), job);
        string sent = Encoding.UTF8.GetString(bed.Dispatcher.Last);

        await bed.WorkAsync(job, Encoding.UTF8.GetBytes(sent.Replace("\"a\":1", "\"a\":300", StringComparison.Ordinal)), bed.Invocation());

        JobRecord record = bed.Record(accepted.Id);
        Assert.Equal((JobStatus.Failed, JobErrorCodes.InputUnreadable), (record.Status, record.Error!.ErrorCode));
    }

    private static Task<Reply> AcceptAsync<T>(string body, JsonTypeInfo<T> type, Bed? bed = null) =>
        (bed ?? new Bed()).AcceptAsync(RequestOf(body), new BodyJob<T>(type));

    private static byte[] RequestOf(string body) => SampleEvent.Bodyless(SampleEvent.RestApi, "POST", "/bodies", root => root["body"] = body);

    private static byte[] ArgsOf(Bed bed)
    {
        using JsonDocument sent = JsonDocument.Parse(bed.Dispatcher.Last);
        return Encoding.UTF8.GetBytes(sent.RootElement.GetProperty("args").GetRawText());
    }
}
