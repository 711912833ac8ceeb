namespace AsyncJobs.Smoke.Running;

/// <summary>How a check ended.</summary>
internal enum Verdict
{
    Passed,
    Failed,
    Skipped,
}
