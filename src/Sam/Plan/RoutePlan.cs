namespace AsyncJobs.Sam.Plan;

/// <summary>A request that a function answers.</summary>
/// <param name="Name">
/// What it is for: Start, Get, Delete, Retry, Callback, List or Preflight; RetryPreflight, CallbackPreflight or ListPreflight.
/// </param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path, as API Gateway writes it.</param>
/// <param name="Authorizer">The authorizer's name in the API; null for that of the API itself.</param>
internal sealed record RoutePlan(string Name, string Method, string Path, string? Authorizer)
{
    /// <summary>The job that it is for; null for the routes of the whole assembly.</summary>
    public string? Job { get; init; }

    /// <summary>Whether replies are passed on as they come.</summary>
    public bool Streams { get; init; }

    /// <summary>Which request it is, such as <c>GET /jobs/{id}</c>.</summary>
    public string Request => RequestOf(Method, Path);

    /// <summary>Whether its requests start a job.</summary>
    public bool StartsJob => Job is not null && !IsPreflight;

    /// <summary>The name by which a route is open whatever the API's default authorizer is.</summary>
    public const string NoAuthorizer = "NONE";

    /// <summary>The name of the route by which a job is started.</summary>
    public const string Start = "Start";

    /// <summary>The name of the route by which a job is run again.</summary>
    public const string Retry = "Retry";

    /// <summary>The name of the route by which a job's callback is delivered anew.</summary>
    public const string Callback = "Callback";

    private const string PreflightMethod = "OPTIONS";

    // Of the paths of one function, those of the list and below a job's own are others than that.
    private const string Asked = "Preflight";

    /// <summary>Whether browsers ask by it if a page may send its request.</summary>
    public bool IsPreflight => Method == PreflightMethod;

    /// <summary>Names a request.</summary>
    public static string RequestOf(string method, string path) => $"{method.ToUpperInvariant()} {path}";

    /// <summary>The route by which browsers ask that. They ask without credentials, so nothing may stand before it.</summary>
    /// <param name="asked">The request that they ask about.</param>
    public static RoutePlan Preflight(RoutePlan asked) =>
        new(asked.Name is ListPlan.RouteName or Retry or Callback ? asked.Name + Asked : Asked, PreflightMethod, asked.Path, NoAuthorizer)
        {
            Job = asked.Job,
        };
}
