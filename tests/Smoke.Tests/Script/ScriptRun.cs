using AsyncJobs.Tests;
using Xunit;

namespace AsyncJobs.Smoke.Tests.Script;

/// <summary>Runs the script where the tools of AWS and .NET are stubs that note how they are called.</summary>
internal sealed class ScriptRun : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("asyncjobs-smoke-tests-");

    public ScriptRun()
    {
        Directory.CreateDirectory(Temporary);
        File.WriteAllText(Path.Combine(_folder.FullName, "calls"), "");
    }

    /// <summary>All calls of tools so far.</summary>
    public string[] Calls => File.ReadAllLines(Path.Combine(_folder.FullName, "calls"));

    /// <summary>The file that sam deploy was given.</summary>
    public FileInfo DeployFile => new(Path.Combine(_folder.FullName, "deploy.toml"));

    /// <summary>What is left of the script's own files.</summary>
    public string[] Left => Directory.GetFileSystemEntries(Temporary);

    private string Temporary => Path.Combine(_folder.FullName, "tmp");

    /// <summary>Starts the script, without a terminal.</summary>
    /// <param name="settings">Variables of the stubs, <c>NAME=value</c>, and a program before the script, such as <c>setsid</c>.</param>
    /// <param name="arguments">The script's arguments.</param>
    public HostProcess Start(string[] settings, params string[] arguments) => HostProcess.Start(
        "env",
        [
            "-i", $"PATH={Repository.Combine("tests", "Smoke.Tests", "Script", "stubs")}:/usr/bin:/bin", $"STUB_FOLDER={_folder.FullName}", $"TMPDIR={Temporary}", "AWS_REGION=eu-central-1",
            .. settings, Repository.Combine("smoke", "run"), .. arguments,
        ]);

    /// <summary>Runs the script to its end.</summary>
    public async Task<ScriptResult> RunAsync(string[] settings, params string[] arguments)
    {
        await using HostProcess process = Start(settings, arguments);
        int exitCode = await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return new ScriptResult(exitCode, process.Output, process.Errors);
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
