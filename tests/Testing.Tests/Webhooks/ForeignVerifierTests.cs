using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AsyncJobs.Jobs;
using AsyncJobs.Testing.Tests.Jobs;
using AsyncJobs.Tests;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using StandardWebhooks;
using StandardWebhooks.Diagnostics;
using Xunit;

namespace AsyncJobs.Testing.Tests.Webhooks;

/// <summary>
/// What is sent is what other people's code for Standard Webhooks accepts: the package StandardWebhooks of NuGet, and standardwebhooks of npm, by the code
/// of docs/guides/callbacks.md.
/// </summary>
public sealed class ForeignVerifierTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task That_of_NuGet_accepts_it_and_refuses_it_with_one_byte_changed()
    {
        (SentCallback sent, string secret) = await SendAsync();
        StandardWebhook verifier = new(secret);
        HeaderDictionary headers = [];
        foreach ((string name, string value) in sent.Headers)
            headers[name] = value;

        verifier.Verify(Encoding.UTF8.GetString(sent.Body.Span), headers);

        Assert.Throws<WebhookVerificationException>(() => verifier.Verify(Encoding.UTF8.GetString(Changed(sent)), headers));
    }

    [Fact]
    public async Task That_of_npm_accepts_it_and_refuses_it_with_one_byte_changed()
    {
        (SentCallback sent, string secret) = await SendAsync();
        using HttpClient client = new();
        using Process receiver = Start(secret);
        try
        {
            string? line = await receiver.StandardOutput.ReadLineAsync(Cancelled);
            Uri url = new($"http://localhost:{line!.Split(' ')[^1]}/");

            Assert.Equal(HttpStatusCode.NoContent, await PostAsync(client, url, sent, sent.Body.ToArray()));
            Assert.Equal($"{sent.Headers["webhook-id"]} job.succeeded SUCCEEDED", await receiver.StandardOutput.ReadLineAsync(Cancelled));
            Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(client, url, sent, Changed(sent)));
        }
        finally
        {
            receiver.Kill();
        }
    }

    private static async Task<(SentCallback Sent, string Secret)> SendAsync()
    {
        await using JobTestHost host = JobTestHost.Create(
            AppJobs.Create(services => services.AddSingleton<Script>(static (_, _) => Task.FromResult("a résumé"))),
            static options => options.UseCallbacks(["hooks.example.com"]));
        JobStartOptions start = new() { CallbackUrl = new Uri("https://hooks.example.com/done") };
        await host.RunToEndAsync(() => ScriptedRunJob.StartAsync(start, Cancelled), Cancelled);
        return (Assert.Single(host.Callbacks.Sent), host.Callbacks.Secret);
    }

    private static byte[] Changed(SentCallback sent)
    {
        byte[] body = sent.Body.ToArray();
        body[body.AsSpan().IndexOf("job.succeeded"u8) + 4] ^= 1;
        return body;
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, Uri url, SentCallback sent, byte[] body)
    {
        using HttpRequestMessage request = new(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach ((string name, string value) in sent.Headers.Where(static header => header.Key.StartsWith("webhook-", StringComparison.OrdinalIgnoreCase)))
            request.Headers.Add(name, value);
        using HttpResponseMessage response = await client.SendAsync(request, Cancelled);
        return response.StatusCode;
    }

    /// <summary>Runs the page's receiver beside the packages that test.sh installs.</summary>
    private static Process Start(string secret)
    {
        string? packages = Environment.GetEnvironmentVariable("ASYNCJOBS_WEBHOOKS");
        const string Missing = "ASYNCJOBS_WEBHOOKS is not set; test.sh installs what belongs there and sets it.";
        if (packages is null && Environment.GetEnvironmentVariable("CI") == "true")
            throw new InvalidOperationException(Missing);
        Assert.SkipWhen(packages is null, Missing);

        string folder = Directory.CreateTempSubdirectory("asyncjobs-webhooks-").FullName;
        Directory.CreateSymbolicLink(Path.Combine(folder, "node_modules"), Path.Combine(packages, "node_modules"));
        string script = Path.Combine(folder, "receiver.mjs");
        File.WriteAllText(script, CodeOfGuide());
        ProcessStartInfo info = TiedProcess.Of("node", script);
        info.Environment["WEBHOOK_SECRET"] = secret;
        info.Environment["PORT"] = "0";
        return Process.Start(info)!;
    }

    private static string CodeOfGuide()
    {
        using StreamReader page = new(typeof(ForeignVerifierTests).Assembly.GetManifestResourceStream("callbacks.md")!);
        string text = page.ReadToEnd();
        const string Fence = "```javascript\n";
        int begin = text.IndexOf(Fence, StringComparison.Ordinal) + Fence.Length;
        return text[begin..text.IndexOf("\n```", begin, StringComparison.Ordinal)];
    }
}
