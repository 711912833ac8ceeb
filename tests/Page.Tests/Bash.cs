using System.Diagnostics;
using Xunit;

namespace AsyncJobs.Page.Tests;

/// <summary>The shell that a person pastes a command into.</summary>
internal static class Bash
{
    /// <summary>Runs a command; what it printed.</summary>
    public static async Task<string> RunAsync(string command)
    {
        ProcessStartInfo start = new("bash", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using Process shell = Process.Start(start)!;
        Task<string> errors = shell.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(shell.ExitCode == 0, await errors);
        return output;
    }
}
