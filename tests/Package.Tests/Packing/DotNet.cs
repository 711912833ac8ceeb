using System.Diagnostics;
using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Package.Tests.Packing;

/// <summary>Runs the SDK as a developer does who knows nothing of this repository.</summary>
internal static class DotNet
{
    /// <summary>Runs a command that has to succeed.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="packages">The package folder; null for the machine's own.</param>
    /// <param name="arguments">The command.</param>
    /// <returns>What it printed.</returns>
    public static async Task<string> RunAsync(string folder, string? packages, params string[] arguments)
    {
        (int exitCode, string output) = await TryAsync(folder, packages, arguments);
        Assert.True(exitCode == 0, $"dotnet {string.Join(' ', arguments)}\n{output}");
        return output;
    }

    /// <summary>Runs a command.</summary>
    /// <param name="folder">Where it runs.</param>
    /// <param name="packages">The package folder; null for the machine's own.</param>
    /// <param name="arguments">The command.</param>
    public static async Task<(int ExitCode, string Output)> TryAsync(string folder, string? packages, params string[] arguments)
    {
        ProcessStartInfo start = new(HostProcess.DotNet, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };

        // What a build and its test run set is not for the one that is started here. CI is: it has to be as strict here as there.
        foreach (string name in start.Environment.Keys.Where(IsOfBuild).ToArray())
            start.Environment.Remove(name);
        if (packages is not null)
            start.Environment["NUGET_PACKAGES"] = packages;
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_SKIP_FIRST_TIME_EXPERIENCE"] = "1";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_GENERATE_ASPNET_CERTIFICATE"] = "false";

        // A node of MSBuild that stays would go on with what it has loaded from a package folder that is gone. The compiler's server stays: the next
        // run's folder has another name.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";

        using Process process = new() { StartInfo = start };
        process.Start();
        Task<string> errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        string output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output + await errors);
    }

    private static bool IsOfBuild(string name) =>
        name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) || name is "DOTNET_HOST_PATH";
}
