using System.Diagnostics;
using System.Text.Json.Nodes;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Telemetry;

/// <summary>
/// What a request says in the headers of W3C Trace Context goes through accept, event and worker into the calls that the job makes. The cases are those
/// of https://github.com/w3c/trace-context/tree/main/test.
/// </summary>
[Collection(ActivitiesCollection.Name)]
public sealed class TraceContextTests
{
    private const string TraceId = "12345678901234567890123456789012";
    private const string ParentId = "1234567890123456";
    private const string Parent = $"00-{TraceId}-{ParentId}-00";

    private static readonly string s_characters = string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(c => (char)c).Where(c => c is not (',' or '=')));

    /// <summary>Headers that are malformed, and begin another trace.</summary>
    public static TheoryData<string, string?> NoTrace => new()
    {
        { "", null },
        { $"00-{TraceId}-{ParentId}-01.", null },
        { $"00-{TraceId}-{ParentId}-01-what-the-future-will-be-like", null },
        { $"cc-{TraceId}-{ParentId}-01.what-the-future-will-be-like", null },
        { $"cc-{TraceId}-{ParentId}-0", null },
        { $"ff-{TraceId}-{ParentId}-01", null },
        { $"CC-{TraceId}-{ParentId}-01", null },
        { $".0-{TraceId}-{ParentId}-01", null },
        { $"0.-{TraceId}-{ParentId}-01", null },
        { $"000-{TraceId}-{ParentId}-01", null },
        { $"0000-{TraceId}-{ParentId}-01", null },
        { $"0-{TraceId}-{ParentId}-01", null },
        { $"00-00000000000000000000000000000000-{ParentId}-01", null },
        { $"00-.2345678901234567890123456789012-{ParentId}-01", null },
        { $"00-1234567890123456789012345678901.-{ParentId}-01", null },
        { $"00-ABCDEF78901234567890123456789012-{ParentId}-01", null },
        { $"00-{TraceId}3-{ParentId}-01", null },
        { $"00-{TraceId[1..]}-{ParentId}-01", null },
        { $"00-{TraceId}-0000000000000000-01", null },
        { $"00-{TraceId}-.234567890123456-01", null },
        { $"00-{TraceId}-123456789012345.-01", null },
        { $"00-{TraceId}-{ParentId}7-01", null },
        { $"00-{TraceId}-{ParentId[1..]}-01", null },
        { $"00-{TraceId}-{ParentId}-.0", null },
        { $"00-{TraceId}-{ParentId}-0.", null },
        { $"00-{TraceId}-{ParentId}-0A", null },
        { $"00-{TraceId}-{ParentId}-001", null },
        { $"00-{TraceId}-{ParentId}-1", null },
        { $"00-{TraceId}_{ParentId}-01", null },
        { $"00-{TraceId[1..]}1-{ParentId}-01", $"00-{TraceId}-{ParentId}-01" },
        { $"00-{TraceId}-{ParentId}-01", $"00-{TraceId}-{ParentId}-01" },
        { $"cc-{TraceId}-{ParentId}-01-x", $"cc-{TraceId}-{ParentId}-01-x" },
    };

    /// <summary>Headers that are well-formed, and the flags that are known of theirs.</summary>
    public static TheoryData<string, string> Traces => new()
    {
        { Parent, "00" },
        { $"00-{TraceId}-{ParentId}-01", "01" },
        { $"00-{TraceId}-{ParentId}-02", "02" },
        { $"00-{TraceId}-{ParentId}-ff", "03" },
        { $"01-{TraceId}-{ParentId}-01", "01" },
        { $"cc-{TraceId}-{ParentId}-01", "01" },
        { $"cc-{TraceId}-{ParentId}-fc", "00" },
        { $"cc-{TraceId}-{ParentId}-01-", "01" },
        { $"fe-{TraceId}-{ParentId}-01-what-the-future-will-be-like", "01" },
        { $" {Parent}", "00" },
        { $"\t{Parent}", "00" },
        { $"{Parent} ", "00" },
        { $"{Parent}\t", "00" },
        { $"\t {Parent} \t", "00" },
    };

    /// <summary>States, and what is to be sent of them; null for nothing.</summary>
    public static TheoryData<string[], string?> States => new()
    {
        { [], null },
        { [""], null },
        { [",", " ,\t"], null },
        { ["foo=1"], "foo=1" },
        { ["foo=1,bar=2"], "foo=1,bar=2" },
        { ["foo=1", ""], "foo=1" },
        { ["", "foo=1"], "foo=1" },
        { ["foo=1,,bar=2,"], "foo=1,bar=2" },
        { ["foo=1,bar=2", "rojo=1,congo=2", "baz=3"], "foo=1,bar=2,rojo=1,congo=2,baz=3" },

        // Of a key that is there twice the first, that is the younger one, counts.
        { ["foo=1,foo=1"], "foo=1" },
        { ["foo=1,foo=2"], "foo=1" },
        { ["foo=1", "foo=2"], "foo=1" },
        { ["foo=1,foo2=2"], "foo=1,foo2=2" },

        // White space.
        { ["foo=1 \t , \t bar=2, \t baz=3"], "foo=1,bar=2,baz=3" },
        { ["foo=1\t \t,\t \tbar=2,\t \tbaz=3"], "foo=1,bar=2,baz=3" },
        { [" foo=1"], "foo=1" },
        { ["\tfoo=1"], "foo=1" },
        { ["foo=1 "], "foo=1" },
        { ["foo=1\t"], "foo=1" },
        { ["\t foo=1 \t"], "foo=1" },
        { ["foo= 1"], "foo= 1" },

        // Keys.
        { [$"abcdefghijklmnopqrstuvwxyz0123456789_-*/={s_characters}"], $"abcdefghijklmnopqrstuvwxyz0123456789_-*/={s_characters}" },
        { [$"abcdefghijklmnopqrstuvwxyz0123456789_-*/@a-z0-9_-*/={s_characters}"], $"abcdefghijklmnopqrstuvwxyz0123456789_-*/@a-z0-9_-*/={s_characters}" },
        { ["0foo=1"], "0foo=1" },
        { ["foo =1"], null },
        { ["foo\t=1"], null },
        { ["FOO=1"], null },
        { ["foo.bar=1"], null },
        { ["foo"], null },
        { ["=1"], null },
        { ["_foo=1"], null },
        { ["foo@=1,bar=2"], "foo@=1,bar=2" },
        { ["@foo=1,bar=2"], null },
        { ["foo@@bar=1,bar=2"], "foo@@bar=1,bar=2" },
        { ["foo@bar@baz=1,bar=2"], "foo@bar@baz=1,bar=2" },
        { ["foo=1", Many('z', 256) + "=1"], $"foo=1,{Many('z', 256)}=1" },
        { ["foo=1", Many('z', 257) + "=1"], null },
        { ["foo=1", $"{Many('t', 241)}@{Many('v', 14)}=1"], $"foo=1,{Many('t', 241)}@{Many('v', 14)}=1" },
        { ["foo=1", $"{Many('t', 242)}@v=1"], $"foo=1,{Many('t', 242)}@v=1" },
        { ["foo=1", $"t@{Many('v', 15)}=1"], $"foo=1,t@{Many('v', 15)}=1" },

        // Values.
        { ["foo=bar=baz"], null },
        { ["foo=,bar=3"], null },
        { ["foo=b\u00e4r"], null },
        { ["foo=a\tb"], null },
        { ["foo=" + Many('v', 256)], "foo=" + Many('v', 256) },
        { ["foo=" + Many('v', 257)], null },

        // Their number and length.
        { [Members(1, 10), Members(11, 20), Members(21, 30), Members(31, 32)], Members(1, 32) },
        { [Members(1, 10), Members(11, 20), Members(21, 30), Members(31, 33)], null },
        { [Of(128, 'a') + "," + Of(127, 'b') + "," + Of(127, 'c') + "," + Of(127, 'd')], Of(128, 'a') + "," + Of(127, 'b') + "," + Of(127, 'c') + "," + Of(127, 'd') },
        { [Of(128, 'a') + "," + Of(127, 'b') + "," + Of(127, 'c') + "," + Of(128, 'd')], Of(128, 'a') + "," + Of(127, 'b') + "," + Of(127, 'c') },
        { [Of(129, 'a') + "," + Of(127, 'b') + "," + Of(127, 'c') + "," + Of(127, 'd')], Of(127, 'b') + "," + Of(127, 'c') + "," + Of(127, 'd') },
        { [Of(250, 'a') + ",b=1," + Of(250, 'c') + ",d=1,e=1"], Of(250, 'a') + ",b=1,d=1,e=1" },
        { [string.Join(',', Enumerable.Range(0, 26).Select(i => Of(20, (char)('a' + i))))], string.Join(',', Enumerable.Range(0, 24).Select(i => Of(20, (char)('a' + i)))) },
        { [$"{Many('k', 256)}={Many('v', 256)}"], null },
    };

    [Theory]
    [MemberData(nameof(NoTrace))]
    public async Task What_is_no_trace_is_not_gone_on_with(string header, string? second)
    {
        string[] parents = second is null ? [header] : [header, second];
        foreach ((string form, bool isListening) in Ways())
        {
            (string? parent, string? state) = await SendAsync(form, isListening, parents, ["foo=1"]);

            Assert.DoesNotContain(TraceId, parent ?? "", StringComparison.Ordinal);
            Assert.Equal(isListening, parent is not null);
            Assert.Null(state);
        }
    }

    [Theory]
    [MemberData(nameof(Traces))]
    public async Task What_is_a_trace_goes_on_in_the_version_that_is_known(string header, string flags)
    {
        foreach ((string form, bool isListening) in Ways())
        {
            (string? parent, string? state) = await SendAsync(form, isListening, [header], ["foo=1,bar=2"]);

            // Who records no spans has none to name. A span that is recorded loses the random flag within the platform.
            string[] parts = parent!.Split('-');
            Assert.Equal(["00", TraceId, isListening ? parts[2] : ParentId, isListening && flags == "03" ? parts[3] : flags], parts);
            Assert.Equal(isListening, parts[2] != ParentId);
            Assert.Equal("foo=1,bar=2", state);
        }
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task Of_a_state_goes_on_what_is_well_formed_and_fits(string[] states, string? expected)
    {
        foreach ((string form, bool isListening) in Ways())
        {
            (string? parent, string? state) = await SendAsync(form, isListening, [Parent], states);

            Assert.StartsWith($"00-{TraceId}-", parent, StringComparison.Ordinal);
            Assert.Equal((form, isListening, expected), (form, isListening, state));
        }
    }

    [Theory]
    [InlineData("traceparent", "tracestate", true)]
    [InlineData("TraceParent", "TraceState", true)]
    [InlineData("TrAcEpArEnT", "TrAcEsTaTe", true)]
    [InlineData("TRACEPARENT", "TRACESTATE", true)]
    [InlineData("trace-parent", "tracestate", false)]
    [InlineData("trace.parent", "tracestate", false)]
    public async Task Names_count_in_any_case_and_in_no_other_spelling(string parentName, string stateName, bool goesOn)
    {
        foreach ((string form, bool isListening) in Ways())
        {
            (string? parent, string? state) = await SendAsync(form, isListening, [Parent], ["foo=1"], parentName, stateName);

            Assert.Equal(goesOn, parent?.Contains(TraceId, StringComparison.Ordinal) is true);
            Assert.Equal(goesOn ? "foo=1" : null, state);
        }
    }

    [Theory]
    [InlineData("trace-state")]
    [InlineData("trace.state")]
    public async Task A_state_under_another_name_is_none(string name)
    {
        foreach ((string form, bool isListening) in Ways())
            Assert.Null((await SendAsync(form, isListening, [Parent], ["foo=1"], stateName: name)).State);
    }

    [Fact]
    public async Task Each_of_several_calls_is_a_span_of_the_same_trace()
    {
        SentRequests network = new();
        using ActivityListener listener = Listen();

        await RunAsync(network, SampleEvent.HttpApi, [Parent], [Members(1, 32)], calls: 3);

        string[][] parents = [.. network.Headers("traceparent")];
        Assert.All(parents, values => Assert.StartsWith($"00-{TraceId}-", Assert.Single(values), StringComparison.Ordinal));
        Assert.Equal(3, parents.Select(values => values[0]).Distinct().Count());
        Assert.All(network.Headers("tracestate"), values => Assert.Equal([Members(1, 32)], values));
    }

    [Fact]
    public async Task A_client_that_is_to_send_nothing_of_a_trace_sends_no_long_state_either()
    {
        SentRequests network = new() { Handler = { ActivityHeadersPropagator = null } };
        using ActivityListener listener = Listen();

        await RunAsync(network, SampleEvent.HttpApi, [Parent], [Members(1, 32)]);

        Assert.Empty(network.Header("traceparent"));
        Assert.Empty(network.Header("tracestate"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_request_that_says_something_itself_stays_as_it_is(bool isListening)
    {
        SentRequests network = new();
        using ActivityListener? listener = isListening ? Listen() : null;

        await RunAsync(network, SampleEvent.HttpApi, [Parent], [Members(1, 32)], prepare: headers => headers.Add("traceparent", "own"));
        await RunAsync(network, SampleEvent.HttpApi, [Parent], [Members(1, 32)], prepare: headers => headers.Add("tracestate", "own=1"));

        Assert.Equal("own", network.Headers("traceparent").First()[0]);
        Assert.Equal(["own=1"], network.Headers("tracestate").Last());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_job_that_is_started_from_a_job_has_its_trace_and_state(bool isListening)
    {
        Bed bed = new(report: new ReportJob { Starts = [new PlainJob().Name] });
        using ActivityListener? listener = isListening ? Listen() : null;
        bed.Report.Method = async (_, _) =>
        {
            await bed.App.StartAsync(bed.Plain, new Binding.ArgumentWriter(), null, CancellationToken.None);
            return "done";
        };

        await bed.AcceptAsync(With(SampleEvent.HttpApi, ("traceparent", [Parent]), ("tracestate", ["foo=1 ,bar=2"])));
        await bed.WorkAsync();

        JsonNode sent = JsonNode.Parse(bed.Dispatcher.Last)!;
        Assert.Equal("foo=1,bar=2", (string?)sent["tracestate"]);
        Assert.StartsWith($"00-{TraceId}-", (string?)sent["traceparent"], StringComparison.Ordinal);
    }

    private static IEnumerable<(string Form, bool IsListening)> Ways() =>
        from form in (string[])[SampleEvent.HttpApi, SampleEvent.RestApi, SampleEvent.LoadBalancerMultiValue]
        from isListening in (bool[])[false, true]
        select (form, isListening);

    private static ActivityListener Listen()
    {
        ActivityListener listener = new()
        {
            ShouldListenTo = source => source.Name == "AsyncJobs",

            // As OpenTelemetry does by default: what its caller records is recorded.
            Sample = static (ref ActivityCreationOptions<ActivityContext> options) => options.Parent.TraceFlags.HasFlag(ActivityTraceFlags.Recorded)
                ? ActivitySamplingResult.AllDataAndRecorded
                : ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        return listener;
    }

    private static async Task<(string? Parent, string? State)> SendAsync(
        string form, bool isListening, string[] parents, string[] states, string parentName = "traceparent", string stateName = "tracestate")
    {
        SentRequests network = new();
        using ActivityListener? listener = isListening ? Listen() : null;

        await RunAsync(network, form, parents, states, parentName, stateName);

        return (network.Header("traceparent").SingleOrDefault(), network.Header("tracestate").SingleOrDefault());
    }

    private static async Task RunAsync(
        SentRequests network,
        string form,
        string[] parents,
        string[] states,
        string parentName = "traceparent",
        string stateName = "tracestate",
        int calls = 1,
        Action<System.Net.Http.Headers.HttpRequestHeaders>? prepare = null)
    {
        Bed bed = new();
        using HttpClient pricing = new(new BudgetHandler("pricing", network.Handler), disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        bed.Report.Method = async (_, job) =>
        {
            for (int i = 0; i < calls; i++)
            {
                using HttpRequestMessage request = new(HttpMethod.Get, "http://pricing.example/");
                prepare?.Invoke(request.Headers);
                (await pricing.SendAsync(request, job.CancellationToken)).Dispose();
            }

            return "done";
        };

        await bed.AcceptAsync(With(form, (parentName, parents), (stateName, states)));
        await bed.WorkAsync();
    }

    // As the front ends hand over what a client sends more than once.
    private static byte[] With(string form, params (string Name, string[] Values)[] headers) => SampleEvent.Read(form, root =>
    {
        foreach ((string name, string[] values) in headers.Where(header => header.Values.Length > 0))
        {
            bool isMulti = root["multiValueHeaders"] is JsonObject;
            if (root["headers"] is JsonObject single)
                single[name] = isMulti ? values[^1] : string.Join(',', values);
            if (root["multiValueHeaders"] is JsonObject multi)
                multi[name] = new JsonArray([.. values.Select(value => JsonValue.Create(value))]);
        }
    });

    private static string Members(int first, int last) =>
        string.Join(',', Enumerable.Range(first, last - first + 1).Select(number => $"bar{number:00}={number:00}"));

    // A member of this many characters.
    private static string Of(int length, char key) => $"{key}={new string('v', length - 2)}";

    private static string Many(char character, int count) => new(character, count);
}
