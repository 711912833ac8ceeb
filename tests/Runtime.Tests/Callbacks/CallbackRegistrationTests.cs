using System.Text.Json.Nodes;
using AsyncJobs.Aws;
using AsyncJobs.Callbacks;
using AsyncJobs.Hosting;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Callbacks;

public sealed class CallbackRegistrationTests
{
    private const string Url = "https://hooks.example.com/done?token=t";

    private static readonly string s_secret = CallbackReceiver.Secrets[0];

    public static TheoryData<string> All => SampleEvent.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_callback_is_part_of_the_job_and_its_URL_is_shown_to_nobody(string name)
    {
        Bed bed = Enabled();

        Reply reply = await bed.AcceptAsync(SampleEvent.Read(name, root => SetUrl(root, Url)));
        Reply read = await bed.GetAsync(reply.Id);

        Assert.Equal(202, reply.StatusCode);
        Assert.Equal(new JobCallback(Url), bed.Record(reply.Id).Callback);
        Assert.Equal("""{"status":"PENDING","attempts":0}""", reply.Body["callback"]!.ToJsonString());
        Assert.Equal("""{"status":"PENDING","attempts":0}""", read.Body["callback"]!.ToJsonString());
        Assert.DoesNotContain("token", reply.Envelope.ToJsonString() + read.Envelope.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("token", System.Text.Encoding.UTF8.GetString(bed.Dispatcher.Last), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_without_callback_says_nothing_of_one()
    {
        Reply reply = await Enabled().AcceptAsync(SampleEvent.Read(SampleEvent.HttpApi));

        Assert.False(reply.Body.ContainsKey("callback"));
    }

    [Theory]
    [InlineData("http://hooks.example.com/?token=t", "must be an https URL")]
    [InlineData("https://evil.example/?token=t", "has a host or port that callbacks may not go to")]
    [InlineData("https://token@hooks.example.com/", "must not have a user or password")]
    [InlineData("https://hooks.example.com/#token", "must not have a fragment")]
    [InlineData("", "must be a URL of at most 2048 printable ASCII characters")]
    public async Task A_URL_that_may_not_be_called_is_a_fault_like_the_others(string url, string expected)
    {
        Bed bed = Enabled();

        Reply reply = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.HttpApi, root =>
        {
            SetUrl(root, url);
            root["rawQueryString"] = "count=many";
        }));

        Assert.Equal((400, JobErrorCodes.BadRequest), (reply.StatusCode, reply.ErrorCode));
        Assert.Collection(
            reply.Faults,
            fault => Assert.StartsWith("query count: ", fault, StringComparison.Ordinal),
            fault => Assert.Equal("header x-callback-url: " + expected, fault));
        Assert.DoesNotContain("token", reply.Envelope.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(bed.Store.Calls);
        Assert.Empty(bed.Dispatcher.Sent);
    }

    [Fact]
    public async Task Where_callbacks_are_not_enabled_the_caller_is_told_so()
    {
        Bed bed = new();

        Reply reply = await bed.AcceptAsync(SampleEvent.Read(SampleEvent.HttpApi, root => SetUrl(root, Url)));

        Assert.Equal(400, reply.StatusCode);
        Assert.Equal("header x-callback-url: cannot be used: callbacks are not enabled here", Assert.Single(reply.Faults));
        Assert.Empty(bed.Store.Calls);
    }

    [Theory]
    [InlineData(Url, 202)]
    [InlineData("https://hooks.example.com/other", 422)]
    [InlineData(null, 422)]
    public async Task Under_one_idempotency_key_the_URL_is_a_part_of_the_input(string? second, int expected)
    {
        Bed bed = Enabled();
        Reply first = await bed.AcceptAsync(Keyed(Url));

        Reply repeated = await bed.AcceptAsync(Keyed(second));

        Assert.Equal((202, expected), (first.StatusCode, repeated.StatusCode));

        static byte[] Keyed(string? url) => SampleEvent.Read(SampleEvent.HttpApi, root =>
        {
            root["headers"]!["idempotency-key"] = "k1";
            if (url is not null)
                SetUrl(root, url);
        });
    }

    [Fact]
    public async Task The_environment_enables_callbacks()
    {
        JobPlatform platform = Platform($"{s_secret} {CallbackReceiver.Secrets[1]}", "hooks.example.com, *.example.net");
        WebhookSigner signer = (await platform.Callbacks!.Keys.GetAsync(InvocationBudget.None)).Signer;

        Assert.Equal(2, signer.Sign("id", 1, "x"u8).Split(' ').Length);
        Assert.Equal(2, platform.Callbacks.Hosts.Count);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("", " ")]
    public void Without_the_environment_there_are_none(string? secret, string? hosts) => Assert.Null(Platform(secret, hosts).Callbacks);

    [Theory]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", null, "ASYNCJOBS_CALLBACK_HOSTS")]
    [InlineData(null, "hooks.example.com", "ASYNCJOBS_WEBHOOK_SECRET")]
    [InlineData("whsec_MfKQ", "hooks.example.com", "ASYNCJOBS_WEBHOOK_SECRET is malformed")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "https://hooks.example.com", "ASYNCJOBS_CALLBACK_HOSTS is malformed")]
    public void An_environment_that_is_half_or_malformed_is_an_error_that_names_the_variable(string? secret, string? hosts, string expected)
    {
        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() => Platform(secret, hosts));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("MfKQ", refused.Message, StringComparison.Ordinal);
    }

    private static Bed Enabled() => new(callbacks: new([s_secret], ["hooks.example.com"]));

    private static JobPlatform Platform(string? secret, string? hosts) => JobEnvironment.CreatePlatform(name => name switch
    {
        "ASYNCJOBS_TABLE" => "jobs",
        "ASYNCJOBS_WEBHOOK_SECRET" => secret,
        "ASYNCJOBS_CALLBACK_HOSTS" => hosts,
        _ => null,
    },
    SdkClients.Instance);

    private static void SetUrl(JsonObject root, string url)
    {
        if (root["headers"] is { } headers)
            headers["X-Callback-Url"] = url;
        if (root["multiValueHeaders"] is { } multi)
            multi["X-Callback-Url"] = new JsonArray(url);
    }
}
