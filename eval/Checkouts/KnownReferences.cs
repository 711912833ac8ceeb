using System.Collections.Immutable;
using AsyncJobs.Tests.Roslyn;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace AsyncJobs.Evaluation.Checkouts;

/// <summary>What every project is compiled against: .NET, the libraries beside this program, AsyncJobs, and the packages of AWS Lambda.</summary>
internal static class KnownReferences
{
    /// <summary>The references.</summary>
    public static ImmutableArray<MetadataReference> All { get; } = Load();

    private static ImmutableArray<MetadataReference> Load()
    {
        string[] paths = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        ImmutableArray<MetadataReference> real = [.. paths.Where(IsReferenced).Select(static path => MetadataReference.CreateFromFile(path))];
        return [.. real, Lambda(real)];
    }

    // What this program itself is made of is nothing that a function uses.
    private static bool IsReferenced(string path) =>
        Path.GetFileName(path) is var name
        && !name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)
        && name is not ("AsyncJobs.Evaluation.dll" or "AsyncJobs.Analyzers.dll");

    // Not every registry has these packages. The analyzers' own tests imitate them.
    private static MetadataReference Lambda(ImmutableArray<MetadataReference> real)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Amazon.Lambda",
            Directory.EnumerateFiles(RepositoryRoot.Combine("tests", "Analyzers.Tests", "Libraries"), "AmazonLambda*.cs")
                .Select(static path => CSharpSyntaxTree.ParseText(File.ReadAllText(path), new CSharpParseOptions(LanguageVersion.Latest), path)),
            real,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using MemoryStream image = new();
        EmitResult result = compilation.Emit(image);
        return result.Success
            ? MetadataReference.CreateFromImage(image.ToArray())
            : throw new InvalidOperationException(string.Join('\n', result.Diagnostics.Where(static diagnostic => diagnostic.Severity is DiagnosticSeverity.Error)));
    }
}
