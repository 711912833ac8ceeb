using System.Diagnostics;

namespace AsyncJobs.Benchmarks.Running;

/// <summary>This program once more, with settings that a process has from its start.</summary>
internal static class OwnProcess
{
    public static async Task RunAgainAsync(string[] args, string variable, string value)
    {
        string[] program = Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet" ? [typeof(OwnProcess).Assembly.Location] : [];
        ProcessStartInfo start = new(Environment.ProcessPath!, [.. program, .. args]);
        start.Environment[variable] = value;
        using Process process = Process.Start(start)!;
        await process.WaitForExitAsync();
        Environment.ExitCode = process.ExitCode;
    }
}
