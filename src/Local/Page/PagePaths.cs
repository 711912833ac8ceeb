namespace AsyncJobs.Local.Page;

/// <summary>Where the operator's page and what it needs are.</summary>
internal static class PagePaths
{
    /// <summary>The page. No other path shows it: its views are told apart behind a <c>#</c>.</summary>
    public const string Page = "/";

    /// <summary>What the paths of its parts begin with.</summary>
    public const string Parts = "/_page/";

    /// <summary>What the paths of its API begin with.</summary>
    public const string Api = Parts + "api/";

    /// <summary>The OpenAPI document of the jobs.</summary>
    public const string OpenApi = "/openapi.json";
}
