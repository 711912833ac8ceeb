namespace AsyncJobs.Smoke.Cases;

/// <summary>The result of <c>POST /steps</c>.</summary>
internal sealed record Steps(string[] RequestIds);
