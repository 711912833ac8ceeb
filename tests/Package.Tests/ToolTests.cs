using AsyncJobs.Package.Tests.Packing;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Package.Tests;

/// <summary>The operator's command, installed as an operator installs it.</summary>
public sealed class ToolTests(PackageFeed feed)
{
    [Fact]
    public async Task It_is_installed_and_runs()
    {
        using TemporaryFolder folder = new("asyncjobs-tool-");
        string tools = Path.Combine(folder.Path, "tools");

        await DotNet.RunAsync(
            folder.Path, Path.Combine(folder.Path, "packages"), "tool", "install", "AsyncJobs.Tool", "--version", Repository.Version, "--tool-path", tools, "--source", feed.Own);
        string program = Path.Combine(tools, OperatingSystem.IsWindows() ? "asyncjobs.exe" : "asyncjobs");
        await using HostProcess help = HostProcess.Start(program, "--help");
        await using HostProcess refusal = HostProcess.Start(program, "list", "--url", "nowhere");

        Assert.Equal(0, await help.WaitForExitAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2, await refusal.WaitForExitAsync(TestContext.Current.CancellationToken));
        Assert.Contains("List jobs, the newest first", help.Output, StringComparison.Ordinal);
        Assert.Contains("--url has to be a URL", refusal.Errors, StringComparison.Ordinal);
    }
}
