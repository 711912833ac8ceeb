using System.Net;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Amazon.DynamoDBv2;
using AsyncJobs.Aws;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace AsyncJobs.Direct.Tests.Connections;

/// <summary>The connections of the process, to real servers.</summary>
public sealed class ConnectionTests
{
    [Fact]
    public async Task A_certificate_that_nobody_trusts_is_refused_and_nothing_is_sent()
    {
        List<string> seen = [];
        using X509Certificate2 certificate = Certificate();
        await using WebApplication server = await StartAsync(seen, _ => Task.CompletedTask, certificate);

        HttpRequestException failure = await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(server));

        Assert.IsType<AuthenticationException>(failure.InnerException);
        Assert.Empty(seen);
        await Assert.ThrowsAsync<HttpRequestException>(() => DirectClients.Instance.ConnectAsync(AwsCalls.Read, Environment(server), DirectBench.Token));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_an_error_and_not_followed(int status)
    {
        List<string> seen = [];
        await using WebApplication server = await StartAsync(seen, context =>
        {
            context.Response.StatusCode = status;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        });

        AmazonDynamoDBException refusal = await Assert.ThrowsAnyAsync<AmazonDynamoDBException>(() => GetAsync(server));

        Assert.Equal(status, (int)refusal.StatusCode);
        Assert.Equal(["POST /"], seen);
    }

    [Fact]
    public async Task Cookies_are_not_kept()
    {
        List<string?> cookies = [];
        await using WebApplication server = await StartAsync([], context =>
        {
            cookies.Add(context.Request.Headers.Cookie.FirstOrDefault());
            context.Response.Headers.SetCookie = "a=b";
            return context.Response.WriteAsync("{}");
        });

        await GetAsync(server);
        await GetAsync(server);

        Assert.Equal([null, null], cookies);
    }

    [Fact]
    public async Task A_connection_is_opened_by_a_request_that_nobody_signed_and_used_by_the_next()
    {
        List<string> connections = [];
        await using WebApplication server = await StartAsync([], context =>
        {
            connections.Add($"{context.Request.Method} {context.Request.Headers.ContainsKey("Authorization")} {context.Connection.Id}");
            return context.Response.WriteAsync("{}");
        });

        await DirectClients.Instance.ConnectAsync(AwsCalls.Read, Environment(server), DirectBench.Token);
        await GetAsync(server);

        string id = connections[0].Split(' ')[2];
        Assert.Equal([$"GET False {id}", $"POST True {id}"], connections);
    }

    [Fact]
    public async Task Practice_sends_nothing_and_needs_no_credentials()
    {
        List<string> seen = [];
        await using WebApplication server = await StartAsync(seen, _ => Task.CompletedTask);
        Func<string, string?> environment = Environment(server, keys: null);

        await AwsPractice.RunAsync(DirectClients.Instance, AwsCalls.Create | AwsCalls.Read | AwsCalls.Change | AwsCalls.Send, environment);

        Assert.Empty(seen);
    }

    private static async Task GetAsync(WebApplication server) => await DirectBench.GetAsync(DirectClients.Instance.OpenTable(Environment(server)));

    private static Func<string, string?> Environment(WebApplication server, string? keys = "local") => name => name switch
    {
        "AWS_ENDPOINT_URL" => server.Urls.Single(),
        "AWS_REGION" => "eu-central-1",
        "AWS_ACCESS_KEY_ID" or "AWS_SECRET_ACCESS_KEY" => keys,
        _ => null,
    };

    private static async Task<WebApplication> StartAsync(List<string> seen, Func<HttpContext, Task> answer, X509Certificate2? certificate = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            if (certificate is not null)
                listen.UseHttps(certificate);
        }));
        WebApplication server = builder.Build();
        server.Run(context =>
        {
            seen.Add($"{context.Request.Method} {context.Request.Path}");
            return answer(context);
        });
        await server.StartAsync(DirectBench.Token);
        return server;
    }

    private static X509Certificate2 Certificate()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 own = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        return X509CertificateLoader.LoadPkcs12(own.Export(X509ContentType.Pfx), null);
    }
}
