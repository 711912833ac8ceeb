using System.Reflection;

namespace AsyncJobs.EndToEnd.Tests.Hosting;

/// <summary>Where the build put things.</summary>
internal static class RepositoryFiles
{
    public static string Root { get; } = Metadata("RepositoryRoot");

    public static string SampleProgram { get; } = Metadata("SampleProgram");

    /// <summary>The program whose jobs go wrong.</summary>
    public static string TroubleProgram { get; } = Metadata("TroubleProgram");

    /// <summary>The program that writes templates.</summary>
    public static string TemplateProgram { get; } = Metadata("TemplateProgram");

    private static string Metadata(string key) =>
        typeof(RepositoryFiles).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;
}
