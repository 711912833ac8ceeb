namespace AsyncJobs.Sam.Plan;

/// <summary>A request that a function answers.</summary>
/// <param name="Name">What it is for: Start, Get or Delete.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, as API Gateway writes it.</param>
/// <param name="Authorizer">The authorizer's name in the API; null for that of the API itself.</param>
internal sealed record RoutePlan(string Name, string Method, string Path, string? Authorizer);
