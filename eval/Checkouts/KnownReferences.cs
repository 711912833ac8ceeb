using System.Collections.Immutable;
using AsyncJobs.Tests.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace AsyncJobs.Evaluation.Checkouts;

/// <summary>What projects are compiled against: .NET, the libraries beside this program, AsyncJobs, and packages that are imitated.</summary>
internal static class KnownReferences
{
    private static readonly ImmutableArray<MetadataReference> s_real = Real();

    /// <summary>All of them, each library in its newest version.</summary>
    public static ImmutableArray<MetadataReference> All { get; } =
        [.. s_real, Imitated("Amazon.Lambda", "AmazonLambda*.cs"), Imitated("AWSSDK", "AwsSdk*.cs")];

    private static readonly ImmutableArray<MetadataReference> s_withOldRestSharp =
        [.. All.Where(static reference => Path.GetFileName(reference.Display) != "RestSharp.dll"), Imitated("RestSharp", "RestSharpV106.cs")];

    /// <summary>The references of a project.</summary>
    public static ImmutableArray<MetadataReference> Of(ProjectFile project) => project.HasOldRestSharp ? s_withOldRestSharp : All;

    private static ImmutableArray<MetadataReference> Real() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(IsReferenced)
            .Select(static path => MetadataReference.CreateFromFile(path)),
    ];

    // What this program itself is made of is nothing that a function uses.
    private static bool IsReferenced(string path) =>
        Path.GetFileName(path) is var name
        && !name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
        && name is not ("AsyncJobs.Evaluation.dll" or "AsyncJobs.Analyzers.dll" or "AsyncJobs.Generator.dll" or "AsyncJobs.Benchmarks.dll");

    // Not every registry has these packages. The analyzers' own tests imitate them.
    private static MetadataReference Imitated(string name, string files)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            name,
            Directory.EnumerateFiles(RepositoryRoot.Combine("tests", "Analyzers.Tests", "Libraries"), files)
                .Select(static path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), new CSharpParseOptions(LanguageVersion.Latest), path)),
            s_real.Where(reference => Path.GetFileName(reference.Display) != name + ".dll"),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using MemoryStream image = new();
        EmitResult result = compilation.Emit(image);
        return result.Success
            ? MetadataReference.CreateFromImage(image.ToArray())
            : throw new InvalidOperationException(
                string.Join('\n', result.Diagnostics.Where(static diagnostic => diagnostic.Severity is DiagnosticSeverity.Error)));
    }
}
