using System.Diagnostics;
using System.Reflection;

namespace AsyncJobs.Chaos.Tests;

/// <summary>The program behind chaos.sh.</summary>
internal static class ChaosProgram
{
    private static readonly string s_path =
        typeof(ChaosProgram).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ChaosProgram").Value!;

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Report)> RunAsync(string[] arguments, CancellationToken cancellationToken)
    {
        string dotnet = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";
        ProcessStartInfo start = new(dotnet, [s_path, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };

        // What a build and its test run set is not for the program under test.
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToArray())
            start.Environment.Remove(name);

        using Process process = Process.Start(start)!;
        try
        {
            Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
            string report = await process.StandardOutput.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, report + await errors);
        }
        finally
        {
            if (!process.HasExited)
                process.Kill(entireProcessTree: true);
        }
    }
}
