using AsyncJobs.Docs.Tests.Running;
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
    public static async Task<string> RunAsync(string script, string input, params IEnumerable<string> arguments) =>
        (await Programs.RunWithInputAsync(input, "node", [script, .. arguments])).Trim();
}
