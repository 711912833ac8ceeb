using System.Net;
using System.Net.Sockets;
using System.Text;
using Amazon.Runtime;
using AsyncJobs.Direct.Credentials;
using Xunit;

namespace AsyncJobs.Direct.Tests.Connections;

/// <summary>What servers and proxies said that speak no proper HTTP is in no exception, nor is a proxy's password.</summary>
public sealed class ForeignTextTests
{
    private const string Token = "IQoJb3JpZ2luX2VjEAAaCXVz/EXAMPLE+TOKEN==";

    private readonly Dictionary<string, string?> _environment = new()
    {
        ["AWS_REGION"] = "eu-central-1",
        ["AWS_ACCESS_KEY_ID"] = "AKIDEXAMPLE",
        ["AWS_SECRET_ACCESS_KEY"] = DirectBench.Secret,
        ["AWS_SESSION_TOKEN"] = Token,
    };

    [Theory]
    [InlineData("{0}\r\n\r\n", true)]
    [InlineData("HTTP/1.1 {0} OK\r\n\r\n", true)]
    [InlineData("HTTP/1.1 200 OK\r\nx-amz-security-token {0}\r\n\r\n", true)]
    [InlineData("HTTP/1.1 200 OK\r\nx {0}: a\r\n\r\n", true)]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{0}\r\n\r\n", false)]
    public async Task An_answer_that_is_no_HTTP_is_not_quoted(string answer, bool isWhole)
    {
        using RawServer server = new(string.Format(System.Globalization.CultureInfo.InvariantCulture, answer, Token));
        _environment["AWS_ENDPOINT_URL"] = $"http://127.0.0.1:{server.Port}";

        Exception failure = await Assert.ThrowsAnyAsync<Exception>(() => GetAsync(proxy: null));

        Assert.True(isWhole ? failure is HttpRequestException { HttpRequestError: HttpRequestError.InvalidResponse } : failure is IOException, failure.ToString());
        Assert.Contains("The answer is no HTTP that can be read.", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("IQoJ", failure.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(407, 1)]
    [InlineData(502, 4)]
    public async Task A_proxy_that_refuses_is_told_without_its_user_and_password(int status, int tries)
    {
        using RawServer server = new($"HTTP/1.1 {status} {Token}\r\nContent-Length: 0\r\n\r\n");

        HttpRequestException failure = await Assert.ThrowsAsync<HttpRequestException>(
            () => GetAsync(new WebProxy(new Uri($"http://somebody:pass-word@127.0.0.1:{server.Port}"))));

        Assert.Equal((HttpRequestError.ProxyTunnelError, (HttpStatusCode)status), (failure.HttpRequestError, failure.StatusCode!.Value));
        Assert.Equal($"The proxy did not connect: it answered {status}.", failure.Message);
        Assert.All((string[])["somebody", "pass-word", "IQoJ"], text => Assert.DoesNotContain(text, failure.ToString(), StringComparison.Ordinal));
        Assert.Equal(tries, server.Count);
    }

    [Fact]
    public async Task Nor_is_the_token_for_the_endpoint_of_credentials_quoted()
    {
        using RawServer server = new("HTTP/1.1 200 OK\r\nAuthorization Bearer-of-credentials\r\n\r\n");
        ContainerEndpoint endpoint = new(new Uri($"http://127.0.0.1:{server.Port}"), "Bearer-of-credentials", tokenFile: null);

        AmazonClientException refusal = await Assert.ThrowsAsync<AmazonClientException>(
            () => new ContainerKeys(endpoint, new QuickTime()).GetAsync(DirectBench.Token).AsTask());

        Assert.EndsWith("The answer is no HTTP that can be read.", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Bearer-of", refusal.ToString(), StringComparison.Ordinal);
    }

    private async Task GetAsync(IWebProxy? proxy)
    {
        using HttpMessageInvoker http = new(new SocketsHttpHandler { Proxy = proxy, UseProxy = proxy is not null });
        await DirectBench.GetAsync(new DirectClients(http, keys: null, new QuickTime()).OpenTable(_environment.GetValueOrDefault));
    }

    /// <summary>Answers each connection with the same bytes, once it was sent something.</summary>
    private sealed class RawServer : IDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly byte[] _answer;
        private int _count;

        public RawServer(string answer)
        {
            _answer = Encoding.ASCII.GetBytes(answer);
            _listener.Start();
            _ = AcceptAsync();
        }

        public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

        public int Count => Volatile.Read(ref _count);

        public void Dispose() => _listener.Dispose();

        private async Task AcceptAsync()
        {
            while (true)
            {
                using TcpClient client = await _listener.AcceptTcpClientAsync();
                Interlocked.Increment(ref _count);
                NetworkStream stream = client.GetStream();
                _ = await stream.ReadAsync(new byte[64 * 1024]);
                await stream.WriteAsync(_answer);
                client.Client.Shutdown(SocketShutdown.Send);

                // What was sent and not read would reset the connection.
                while (await stream.ReadAsync(new byte[64 * 1024]) > 0)
                {
                }
            }
        }
    }
}
