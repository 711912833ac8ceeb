using System.Net;
using AsyncJobs.Callbacks;
using AsyncJobs.Runtime.Tests.Support;
using Xunit;

namespace AsyncJobs.Runtime.Tests.Callbacks;

public sealed class CallbackUrlTests
{
    private static readonly CallbackOptions s_options = new(CallbackReceiver.Secrets, ["hooks.example.com", "*.example.net", "other.example.org:8443", "93.184.215.14"]);

    [Theory]
    [InlineData("https://hooks.example.com")]
    [InlineData("https://hooks.example.com/")]
    [InlineData("https://hooks.example.com/a/b?c=d&e=%20")]
    [InlineData("HTTPS://Hooks.Example.COM:443/a@b")]
    [InlineData("https://a.example.net/")]
    [InlineData("https://a.b.example.net/")]
    [InlineData("https://other.example.org:8443/x")]
    [InlineData("https://93.184.215.14/x")]
    public void These_may_be_called(string url) => Assert.Null(CallbackUrl.Fault(url, s_options));

    [Theory]
    [InlineData("", "characters")]
    [InlineData("https://hooks.example.com/a b", "characters")]
    [InlineData("https://hooks.example.com/\n", "characters")]
    [InlineData("https://hooks.example.com/ä", "characters")]
    [InlineData("https://evil.example\\@hooks.example.com/", "characters")]
    [InlineData("/jobs/done", "https")]
    [InlineData("hooks.example.com/done", "absolute")]
    [InlineData("//hooks.example.com/done", "https")]
    [InlineData("http://hooks.example.com/", "https")]
    [InlineData("file:///etc/passwd", "https")]
    [InlineData("https:hooks.example.com", "URL")]
    [InlineData("https://", "absolute")]
    [InlineData("https://hooks.example.com:99999/", "absolute")]
    [InlineData("https://hooks.example.com/#", "fragment")]
    [InlineData("https://hooks.example.com/a#b", "fragment")]
    [InlineData("https://user@hooks.example.com/", "user")]
    [InlineData("https://user:pass@hooks.example.com/", "user")]
    [InlineData("https://@hooks.example.com/", "user")]
    [InlineData("https://hooks.example.com:443@evil.example/", "user")]
    [InlineData("https://evil.example?@hooks.example.com/", "host")]
    [InlineData("https://evil.example/", "host")]
    [InlineData("https://hooks.example.com.evil.example/", "host")]
    [InlineData("https://ahooks.example.com/", "host")]
    [InlineData("https://hooks.example.com./", "host")]
    [InlineData("https://hooks.example.com:444/", "host")]
    [InlineData("https://example.net/", "host")]
    [InlineData("https://aexample.net/", "host")]
    [InlineData("https://.example.net/", "")]
    [InlineData("https://a.example.net:8443/", "host")]
    [InlineData("https://other.example.org/", "host")]
    [InlineData("https://127.0.0.1/", "host")]
    [InlineData("https://2130706433/", "host")]
    [InlineData("https://[::1]/", "host")]
    public void These_may_not(string url, string expected) => Assert.Contains(expected, Assert.IsType<string>(CallbackUrl.Fault(url, s_options)), StringComparison.Ordinal);

    [Theory]
    [InlineData("http://localhost:3000/done")]
    [InlineData("https://localhost/done")]
    [InlineData("http://api.localhost/done")]
    [InlineData("http://127.0.0.1:8080/done?x=1")]
    [InlineData("http://[::1]:8080/done")]
    public void Of_a_developers_own_machine_its_own_URLs_may_be_called_and_nowhere_else(string url)
    {
        Assert.Null(CallbackUrl.Fault(url, new CallbackOptions(CallbackReceiver.Secrets, [], allowsLoopback: true)));
        Assert.NotNull(CallbackUrl.Fault(url, s_options));
    }

    [Theory]
    [InlineData("http://hooks.example.com/", "https")]
    [InlineData("https://other.example/", "host")]
    [InlineData("http://localhost.example.com/", "https")]
    [InlineData("http://192.168.0.1/", "https")]
    [InlineData("http://169.254.169.254/", "https")]
    [InlineData("http://user@localhost/", "user")]
    [InlineData("file://localhost/etc/passwd", "https")]
    public void Nothing_else_may_be_called_there(string url, string expected) => Assert.Contains(
        expected,
        Assert.IsType<string>(CallbackUrl.Fault(url, new CallbackOptions(CallbackReceiver.Secrets, ["hooks.example.com"], allowsLoopback: true))),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("hooks.example.com", "127.0.0.1")]
    [InlineData("localhost", "10.0.0.1")]
    [InlineData("localhost", "93.184.215.14")]
    public async Task A_name_leads_to_this_machine_where_it_is_its_own_and_to_no_other(string host, string address)
    {
        CallbackNetwork network = new()
        {
            Resolve = (_, _) => Task.FromResult(new[] { IPAddress.Parse(address) }),
            Connect = static (_, _, _) => throw new InvalidOperationException("It was connected to."),
        };

        await Assert.ThrowsAsync<CallbackAddressException>(() => new CallbackClient(network, allowsLoopback: true)
            .PostAsync(new Uri($"http://{host}/"), "id", 1, "signature", default, TestContext.Current.CancellationToken).AsTask());
    }

    [Fact]
    public void A_URL_has_a_longest_length()
    {
        string longest = "https://hooks.example.com/".PadRight(2048, 'x');

        Assert.Null(CallbackUrl.Fault(longest, s_options));
        Assert.NotNull(CallbackUrl.Fault(longest + "x", s_options));
    }

    [Fact]
    public void Without_configuration_there_are_no_callbacks() =>
        Assert.Contains("not enabled", CallbackUrl.Fault("https://hooks.example.com/", null), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("*")]
    [InlineData("*.com")]
    [InlineData("*.")]
    [InlineData("a.*.example.com")]
    [InlineData("https://hooks.example.com")]
    [InlineData("hooks.example.com/")]
    [InlineData("hooks.example.com:")]
    [InlineData("hooks.example.com:0")]
    [InlineData("hooks.example.com:65536")]
    [InlineData("hooks.example.com:+1")]
    [InlineData("hooks example com")]
    [InlineData("[::1]")]
    [InlineData("*.10.0.0.1")]
    public void A_host_must_be_one(string host) => Assert.Throws<ArgumentException>(() => new CallbackOptions(CallbackReceiver.Secrets, [host]));
}
