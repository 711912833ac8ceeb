namespace AsyncJobs.Sam.Plan;

/// <summary>What a service may do with the user's key in the name of a function.</summary>
/// <param name="Sid">The name of the statement.</param>
/// <param name="Service">The service, as its address begins: it alone may, not the function itself.</param>
/// <param name="Actions">The actions of KMS.</param>
internal sealed record KeyPermission(string Sid, string Service, IReadOnlyList<string> Actions);
