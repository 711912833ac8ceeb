using System.Reflection;

namespace AsyncJobs.Page.Tests;

/// <summary>The programs that run as processes of their own.</summary>
internal static class Programs
{
    /// <summary>An application whose local host serves the page.</summary>
    public static string Application => Metadata("PageProgram");

    /// <summary>The operator's command.</summary>
    public static string Tool => Metadata("ToolProgram");

    private static string Metadata(string key) =>
        typeof(Programs).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
