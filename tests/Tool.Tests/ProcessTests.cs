using System.Text.Json;
using AsyncJobs.Tests;
using AsyncJobs.Tool.Tests.Running;
using Xunit;

namespace AsyncJobs.Tool.Tests;

/// <summary>The command as a process, whose output goes into a pipe.</summary>
public sealed class ProcessTests(LocalHostProcess host)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_redirected_has_no_colours_and_no_broken_lines()
    {
        string id = await host.StartAsync("/child?text=piped");

        (int watched, string output, _) = await RunAsync("watch", id, "--every", "1s", "--url", host.Url);
        (int listed, string list, string errors) = await RunAsync("list", "--job", "child", "--url", host.Url);
        (int asJson, string json, _) = await RunAsync("show", id, "--json", "--url", host.Url);

        Assert.Equal((0, 0, 0), (watched, listed, asJson));
        Assert.DoesNotContain('\u001b', output + list + errors + json);
        Assert.Contains(list.Split('\n'), line => line.Contains(id, StringComparison.Ordinal) && line.Contains("SUCCEEDED", StringComparison.Ordinal));
        Assert.Equal("piped from child", JsonDocument.Parse(json).RootElement.GetProperty("result").GetString());
    }

    [Fact]
    public async Task Its_exit_code_is_that_of_the_command()
    {
        (int badCommandLine, _, string error) = await RunAsync("retry", "--status", "FAILED", "--url", host.Url);
        (int notFound, _, _) = await RunAsync("show", "00000000000000000000000000", "--url", host.Url);

        Assert.Equal((2, 3), (badCommandLine, notFound));
        Assert.Contains("there is nobody to ask: it is no terminal.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_ends_a_watch_with_130_and_the_page_with_0()
    {
        string id = await host.StartAsync("/patient?milliseconds=60000");
        await using HostProcess watch = HostProcess.Start(HostProcess.DotNet, LocalHostProcess.Tool, "watch", id, "--url", host.Url);
        await watch.WaitForLinesAsync(1, static line => line.Contains("patient", StringComparison.Ordinal));
        watch.Signal(HostProcess.Interrupt);
        await using HostProcess page = HostProcess.Start(HostProcess.DotNet, LocalHostProcess.Tool, "ui", "--port", "0", "--url", host.Url);
        string line = (await page.WaitForLinesAsync(1, static line => line.Contains("http://127.0.0.1:", StringComparison.Ordinal)))[0];
        Uri address = new(line.Split(' ').First(static word => word.StartsWith("http://", StringComparison.Ordinal)));
        using HttpClient client = new();
        string session = await client.GetStringAsync(new Uri(address, "/_page/api/session"), Token);
        string shown = await client.GetStringAsync(new Uri(address, $"/_page/api/jobs/{id}"), Token);
        string document = await client.GetStringAsync(new Uri(address, "/openapi.json"), Token);
        page.Signal(HostProcess.Interrupt);

        Assert.Equal(130, await watch.WaitForExitAsync(Token));
        Assert.Contains("Interrupted.", watch.Errors, StringComparison.Ordinal);
        Assert.Contains($"\"place\":\"at {host.Url.TrimEnd('/')}\"", session, StringComparison.Ordinal);
        Assert.Contains($"\"server\":\"{host.Url.TrimEnd('/')}\"", session, StringComparison.Ordinal);
        Assert.Contains("\"status\":\"RUNNING\"", shown, StringComparison.Ordinal);
        Assert.Contains("\"/patient\"", document, StringComparison.Ordinal);
        Assert.Equal(0, await page.WaitForExitAsync(Token));
    }

    private static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] args)
    {
        await using HostProcess process = HostProcess.Start(HostProcess.DotNet, [LocalHostProcess.Tool, .. args]);
        int exitCode = await process.WaitForExitAsync(Token);
        return (exitCode, process.Output, process.Errors);
    }
}
