using AsyncJobs.Shared;

namespace AsyncJobs.Sam.Plan;

/// <summary>What a function may do with secrets.</summary>
/// <param name="Sid">The id of the statement.</param>
/// <param name="Action">The action.</param>
/// <param name="Secrets">Which.</param>
internal sealed record SecretPermission(string Sid, string Action, IReadOnlyList<SecretReference> Secrets);
