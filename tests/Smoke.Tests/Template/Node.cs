using System.Diagnostics;
using Xunit;

namespace AsyncJobs.Smoke.Tests.Template;

/// <summary>Runs a script on Node.js.</summary>
internal static class Node
{
    public static async Task<string> RunAsync(string script, string input, params string[] arguments)
    {
        using Process node = Process.Start(new ProcessStartInfo("node", [script, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.StandardInput.WriteAsync(input);
        node.StandardInput.Close();
        string output = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal((0, ""), (node.ExitCode, await errors));
        return output.Trim();
    }
}
