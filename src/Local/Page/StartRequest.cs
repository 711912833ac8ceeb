namespace AsyncJobs.Local.Page;

/// <summary>The request that starts a job.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path, with placeholders.</param>
/// <param name="IsLocalOnly">Whether no deployment has it: the job has no route.</param>
internal sealed record StartRequest(string Method, string Path, bool IsLocalOnly);
