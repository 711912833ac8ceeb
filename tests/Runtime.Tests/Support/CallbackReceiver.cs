using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Threading.Channels;
using AsyncJobs.Callbacks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace AsyncJobs.Runtime.Tests.Support;

/// <summary>
/// A receiver of callbacks behind TLS on this machine. For those who send to it, its host has a public address, and only the last step, the
/// connecting, leads here: all that judges hosts and addresses stays in use.
/// </summary>
internal sealed class CallbackReceiver : IAsyncDisposable
{
    public const string Host = "hooks.example.com";
    public const string Url = "https://hooks.example.com/jobs/done?token=secret-query";

    private readonly Channel<ReceivedCallback> _received = Channel.CreateUnbounded<ReceivedCallback>();
    private readonly ConcurrentQueue<IPAddress[]> _connects = new();
    private readonly WebApplication _server;
    private readonly X509Certificate2 _certificate;
    private readonly int _port;

    private CallbackReceiver(WebApplication server, X509Certificate2 certificate, int port)
    {
        _server = server;
        _certificate = certificate;
        _port = port;
    }

    public static IPAddress PublicAddress { get; } = IPAddress.Parse("93.184.215.14");

    /// <summary>A secret, and a second one that takes its place some day.</summary>
    public static string[] Secrets { get; } =
        ["whsec_" + Convert.ToBase64String([.. Enumerable.Range(0, 32).Select(i => (byte)i)]), "whsec_" + Convert.ToBase64String([.. Enumerable.Range(100, 24).Select(i => (byte)i)])];

    /// <summary>Answers; gets which request it is, from 1.</summary>
    public Func<HttpContext, int, Task> Answer { get; set; } = (context, _) =>
    {
        context.Response.StatusCode = 204;
        return Task.CompletedTask;
    };

    /// <summary>What a host resolves to; gets which look-up it is, from 1.</summary>
    public Func<int, IPAddress[]> Resolve { get; set; } = _ => [PublicAddress];

    /// <summary>Where connections lead, where not here.</summary>
    public IPEndPoint? Elsewhere { get; set; }

    /// <summary>How many requests have come.</summary>
    public int Count { get; private set; }

    /// <summary>The addresses that each connection was to be made to.</summary>
    public IReadOnlyCollection<IPAddress[]> Connects => _connects;

    public static async Task<CallbackReceiver> StartAsync(string certificateName = Host)
    {
        X509Certificate2 certificate = MakeCertificate(certificateName);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        WebApplication server = builder.Build();
        CallbackReceiver? receiver = null;
        server.Run(context => receiver!.TakeAsync(context));
        await server.StartAsync();
        string address = server.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        receiver = new CallbackReceiver(server, certificate, new Uri(address).Port);
        return receiver;
    }

    public CallbackOptions Options(params string[] hosts)
    {
        int lookups = 0;
        return new CallbackOptions(Secrets, hosts.Length > 0 ? hosts : [Host])
        {
            Jitter = () => 1,
            Network = new CallbackNetwork
            {
                Resolve = (_, _) => Task.FromResult(Resolve(++lookups)),
                Connect = ConnectAsync,
                Tls = new SslClientAuthenticationOptions
                {
                    CertificateChainPolicy = new X509ChainPolicy
                    {
                        TrustMode = X509ChainTrustMode.CustomRootTrust,
                        RevocationMode = X509RevocationMode.NoCheck,
                        CustomTrustStore = { _certificate },
                    },
                },
            },
        };
    }

    /// <summary>The next request that came or comes.</summary>
    public ValueTask<ReceivedCallback> NextAsync() => _received.Reader.ReadAsync();

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _certificate.Dispose();
    }

    private static X509Certificate2 MakeCertificate(string name)
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=" + name, key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], false));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }

    private async ValueTask<Stream> ConnectAsync(IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        _connects.Enqueue(addresses);
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(Elsewhere ?? new IPEndPoint(IPAddress.Loopback, _port), cancellationToken);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private async Task TakeAsync(HttpContext context)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body);
        int number = ++Count;
        await _received.Writer.WriteAsync(new ReceivedCallback(
            context.Request.Method,
            context.Request.Path + context.Request.QueryString,
            context.Request.Host.Value!,
            context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray()));
        await Answer(context, number);
    }
}
