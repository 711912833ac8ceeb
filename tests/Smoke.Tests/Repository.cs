using System.Reflection;

namespace AsyncJobs.Smoke.Tests;

/// <summary>The tree that is tested.</summary>
internal static class Repository
{
    private static readonly string s_root =
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "RepositoryRoot").Value!;

    public static string Combine(params string[] parts) => Path.Combine([s_root, .. parts]);
}
