using AsyncJobs.Package.Tests.Packing;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Package.Tests;

/// <summary>The smoke run, with all that it can check without AWS.</summary>
public sealed class SmokeTests(PackageFeed feed)
{
    [Fact]
    public async Task It_passes_on_the_local_host()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The script is for a POSIX shell.");
        await using HostProcess run = HostProcess.Start(Path.Combine(Repository.Root, "smoke", "run"), "--local", "--packages", feed.Own);

        int exitCode = await run.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.True(exitCode == 0, $"{run.Output}\n{run.Errors}");
        Assert.EndsWith("\n12 passed, 0 failed, 5 skipped\n", run.Output, StringComparison.Ordinal);
    }
}
