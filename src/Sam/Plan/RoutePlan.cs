namespace AsyncJobs.Sam.Plan;

/// <summary>A request that a function answers.</summary>
/// <param name="Name">What it is for: Start, Get, Delete, Retry or Preflight.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, as API Gateway writes it.</param>
/// <param name="Authorizer">The authorizer's name in the API; null for that of the API itself.</param>
internal sealed record RoutePlan(string Name, string Method, string Path, string? Authorizer)
{
    /// <summary>The name by which a route is open whatever the API's default authorizer is.</summary>
    public const string NoAuthorizer = "NONE";

    private const string PreflightMethod = "OPTIONS";

    /// <summary>Whether browsers ask by it if a page may send its request.</summary>
    public bool IsPreflight => Method == PreflightMethod;

    /// <summary>The route by which browsers ask that. They ask without credentials, so nothing may stand before it.</summary>
    /// <param name="path">The path of the requests that they ask about.</param>
    public static RoutePlan Preflight(string path) => new("Preflight", PreflightMethod, path, NoAuthorizer);
}
