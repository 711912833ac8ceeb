using System.Diagnostics;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Storage.Tests;

/// <summary>What the tests start ends with them.</summary>
public sealed class TiedProcessTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_has_its_output_and_exit_code_and_no_input()
    {
        using Process process = Process.Start(TiedProcess.Of("sh", "-c", "cat; echo \"$0 $1\"; exit 7", "a b", "c"))!;

        Assert.Equal("a b c\n", await process.StandardOutput.ReadToEndAsync(Cancelled));
        await process.WaitForExitAsync(Cancelled);
        Assert.Equal(7, process.ExitCode);
    }

    // As the operating system closes it when the process at its other end is killed.
    [Fact]
    public async Task A_program_ends_when_the_pipe_to_its_starter_is_closed()
    {
        using Process process = Process.Start(TiedProcess.Of("sleep", "600"))!;

        process.StandardInput.Close();

        await process.WaitForExitAsync(Cancelled);
        Assert.Equal(128 + 9, process.ExitCode);
    }
}
