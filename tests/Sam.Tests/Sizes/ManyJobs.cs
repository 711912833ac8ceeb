namespace AsyncJobs.Sam.Tests.Sizes;

/// <summary>Many jobs, and what lets a stack have them.</summary>
internal static class ManyJobs
{
    /// <summary>What shares all that can be shared.</summary>
    public static readonly string[] Shared =
        ["--log-groups", "shared", "--roles", "shared", "--alarms", "shared", "--worker-names", "byJob"];

    /// <summary>Jobs that requests start.</summary>
    public static string[] WithRoutes(int count, string more = "") =>
        [.. Enumerable.Range(1, count).Select(number => JobAssembly.Job($"import-orders-{number}", $"/import-orders/{number}/{{name}}", more))];

    /// <summary>Jobs that only code starts.</summary>
    public static string[] WithoutRoutes(int count, string more = "") =>
    [
        .. Enumerable.Range(1, count).Select(number => JobAssembly.RoutelessJob($"import-orders-{number}").TrimEnd('}') + (more.Length > 0 ? "," + more : "") + "}"),
    ];
}
