using System.Reflection;

namespace AsyncJobs.Local.CommandLine;

/// <summary>What the build of an assembly has written into it.</summary>
internal static class BuildMetadata
{
    /// <summary>The value; null where the build did not write it.</summary>
    public static string? Of(Assembly assembly, string key) =>
        assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(data => data.Key == key)?.Value;
}
