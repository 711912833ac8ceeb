using System.Reflection;

namespace AsyncJobs.EndToEnd.Tests.Hosting;

/// <summary>Where the build put things.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string SampleProgram { get; } = Metadata("SampleProgram");

    private static string Metadata(string key) =>
        typeof(RepositoryFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
