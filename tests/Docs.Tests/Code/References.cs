using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using AsyncJobs.Tests.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Emit;
using Xunit;

namespace AsyncJobs.Docs.Tests.Code;

/// <summary>
/// What examples are compiled against: the packages themselves, as the build resolved them, and for Amazon.Lambda.*, which not every registry has,
/// the look-alikes of the generator's tests.
/// </summary>
internal static class References
{
    private static readonly ConcurrentDictionary<Library, Lazy<MetadataReference>> s_compiled = new();

    public static ImmutableArray<MetadataReference> Packages { get; } = [.. Lines("harness.references.txt").Select(static path => MetadataReference.CreateFromFile(path))];

    /// <summary>The System.Text.Json generator of the SDK.</summary>
    public static ISourceGenerator JsonGenerator { get; } =
        new AnalyzerFileReference(Lines("harness.generators.txt").Single(), new Loader()).GetGenerators(LanguageNames.CSharp).Single();

    public static MetadataReference Of(Library library) => s_compiled.GetOrAdd(library, static library => new(() => Compile(library))).Value;

    private static MetadataReference Compile(Library library)
    {
        CSharpParseOptions parsing = new(LanguageVersion.Latest);
        CSharpCompilation compilation = CSharpCompilation.Create(
            library.Name,
            [
                CSharpSyntaxTree.ParseText(Setting.ImplicitUsings, parsing),
                CSharpSyntaxTree.ParseText(File.ReadAllText(RepositoryRoot.Combine(library.File)), parsing, library.File),
            ],
            [.. Packages, .. library.Needs.Select(Of)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, deterministic: true));
        using MemoryStream image = new();
        EmitResult result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        return MetadataReference.CreateFromImage(image.ToArray(), filePath: library.Name + ".dll");
    }

    private static string[] Lines(string resource)
    {
        using Stream stream = typeof(References).Assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"The build did not embed {resource}.");
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
