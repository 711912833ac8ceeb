using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Package.Tests.Consumers;

/// <summary>Starts somebody's program on this machine and has a job done by it.</summary>
internal static class RunningJobs
{
    /// <param name="fileName">The program.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="route">Where the job is started.</param>
    /// <param name="body">What it is given.</param>
    /// <returns>Its result.</returns>
    public static async Task<string> RunAsync(string fileName, string[] arguments, string route, string body)
    {
        await using HostProcess host = await HostProcess.StartListeningAsync(fileName, arguments);
        using HttpClient client = new() { BaseAddress = host.Address };
        using HttpRequestMessage request = new(HttpMethod.Post, route) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        request.Headers.Add("Prefer", "wait=20");
        using HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        string text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{(int)response.StatusCode} {text}\n{host.Output}\n{host.Errors}");
        using JsonDocument document = JsonDocument.Parse(text);
        Assert.Equal("SUCCEEDED", document.RootElement.GetProperty("status").GetString());
        return document.RootElement.GetProperty("result").GetRawText();
    }
}
