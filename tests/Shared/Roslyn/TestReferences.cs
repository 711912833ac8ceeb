using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Tests.Roslyn;

/// <summary>What every test compiles against, as the build resolved it for this project.</summary>
internal static class TestReferences
{
    public static ImmutableArray<MetadataReference> All { get; } =
        [.. Lines("harness.references.txt").Where(static path => !IsAwsCore(path)).Select(static path =>
            (MetadataReference)MetadataReference.CreateFromFile(path))];

    /// <summary>Of these, those of the framework.</summary>
    public static ImmutableArray<MetadataReference> Framework { get; } = [.. All.Where(static reference => IsOfFramework(reference.Display!))];

    /// <summary>Where the others are: AsyncJobs, and what it brings along.</summary>
    public static ImmutableArray<string> Packages { get; } =
        [.. All.Select(static reference => reference.Display!).Where(static path => !IsOfFramework(path))];

    /// <summary>AWSSDK.Core, for projects with the client of an AWS service.</summary>
    public static MetadataReference AwsCore { get; } = MetadataReference.CreateFromFile(Lines("harness.references.txt").Single(IsAwsCore));

    /// <summary>The System.Text.Json generator of the SDK: it runs beside ours in a user's project and neither sees the other's output.</summary>
    public static ISourceGenerator JsonGenerator { get; } =
        new AnalyzerFileReference(Lines("harness.generators.txt").Single(), new Loader()).GetGenerators(LanguageNames.CSharp).Single();

    private static bool IsOfFramework(string path) => path.Replace('\\', '/').Contains("/Microsoft.NETCore.App.Ref/", StringComparison.OrdinalIgnoreCase);

    private static bool IsAwsCore(string path) => Path.GetFileName(path) == "AWSSDK.Core.dll";

    private static string[] Lines(string resource)
    {
        using Stream stream = typeof(TestReferences).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The build did not embed {resource}.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
