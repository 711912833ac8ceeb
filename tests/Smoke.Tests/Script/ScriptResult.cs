namespace AsyncJobs.Smoke.Tests.Script;

/// <summary>How the script ended, and what it said.</summary>
internal sealed record ScriptResult(int ExitCode, string Output, string Errors)
{
    public string LastLine => Output.TrimEnd('\n').Split('\n')[^1];
}
