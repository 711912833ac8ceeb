namespace AsyncJobs.Smoke.Cases;

/// <summary>The body and the result of <c>POST /texts</c>.</summary>
internal sealed record Text(string Value);
