using System.Diagnostics;
using Xunit;

namespace AsyncJobs.Docs.Tests.Tools;

/// <summary>Runs scripts on Node.js, with packages that test.sh installs.</summary>
internal static class Node
{
    /// <summary>The folder that an environment variable names. Without it a test is skipped, and fails under CI=true.</summary>
    public static string FolderOf(string variable)
    {
        string? folder = Environment.GetEnvironmentVariable(variable);
        if (folder is null && Environment.GetEnvironmentVariable("CI") == "true")
            throw new InvalidOperationException($"{variable} is not set; test.sh installs what belongs there and sets it.");
        Assert.SkipWhen(folder is null, $"{variable} is not set; test.sh installs what belongs there and sets it.");
        return folder;
    }

    /// <summary>Runs a script to its end; its standard output.</summary>
    public static async Task<string> RunAsync(string script, string input, params IEnumerable<string> arguments)
    {
        using Process node = Process.Start(new ProcessStartInfo("node", [script, .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        Task<string> output = node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.StandardInput.WriteAsync(input);
        node.StandardInput.Close();
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(node.ExitCode == 0, $"{script}: {node.ExitCode}\n{await output}\n{await errors}");
        return (await output).Trim();
    }
}
