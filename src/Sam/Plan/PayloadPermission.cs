namespace AsyncJobs.Sam.Plan;

/// <summary>What a function may do in the bucket of large inputs and results.</summary>
/// <param name="Sid">The name of the statement.</param>
/// <param name="Actions">The actions of S3.</param>
/// <param name="Objects">The keys below the prefix that they are for, with IAM's wildcards; null for the bucket itself.</param>
internal sealed record PayloadPermission(string Sid, IReadOnlyList<string> Actions, string? Objects);
