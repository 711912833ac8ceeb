using AsyncJobs.EndToEnd.Tests.Hosting;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.EndToEnd.Tests.OpenApi.Tools;

/// <summary>Runs programs of npm, which test.sh installs beside each other.</summary>
internal static class NodeTools
{
    private const string Variable = "ASYNCJOBS_OPENAPI";

    private static string Folder
    {
        get
        {
            string? folder = Environment.GetEnvironmentVariable(Variable);
            if (folder is null && Environment.GetEnvironmentVariable("CI") == "true")
                throw new InvalidOperationException($"{Variable} is not set; test.sh installs what belongs there and sets it.");
            Assert.SkipWhen(folder is null, $"{Variable} is not set; test.sh installs what belongs there and sets it.");
            return folder;
        }
    }

    /// <summary>Lets what is in a folder import what test.sh installed.</summary>
    public static void Link(string project) =>
        Directory.CreateSymbolicLink(Path.Combine(project, "node_modules"), Path.Combine(Folder, "node_modules"));

    /// <summary>A file of this folder of the repository.</summary>
    public static string FileOf(string name) => Path.Combine(RepositoryFiles.Root, "tests", "EndToEnd.Tests", "OpenApi", "Tools", name);

    /// <summary>Runs a program of an installed package.</summary>
    public static Task<(int ExitCode, string Output)> RunInstalledAsync(string program, params IEnumerable<string> arguments) =>
        RunAsync([Path.Combine(Folder, "node_modules", ".bin", program), .. arguments]);

    /// <summary>Runs a script to its end.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(params IEnumerable<string> arguments)
    {
        await using HostProcess process = HostProcess.Start("node", arguments);
        int exitCode = await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (exitCode, process.Output + process.Errors);
    }
}
