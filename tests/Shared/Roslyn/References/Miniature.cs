using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace AsyncJobs.Tests.Roslyn.References;

/// <summary>
/// A library in miniature, under the true names: a file of tests/Analyzers.Tests/Libraries, which is compiled to an assembly of its own. Its first line
/// may name libraries that it needs.
/// </summary>
internal sealed record Miniature(string Name, string Path, string Text, ImmutableArray<string> Needs) : Library(Needs)
{
    private const string NeedsLine = "// libraries: ";

    private readonly ConcurrentDictionary<LibraryAge, Lazy<MetadataReference>> _references = new();

    public static Miniature Read(string name)
    {
        string path = RepositoryRoot.Combine("tests", "Analyzers.Tests", "Libraries", name + ".cs");
        string text = File.ReadAllText(path);
        string first = text[..text.IndexOf('\n')].Trim();
        return new Miniature(name, path, text, first.StartsWith(NeedsLine, StringComparison.Ordinal) ? List(first[NeedsLine.Length..]) : []);
    }

    public MetadataReference Reference(LibraryAge age) =>
        _references.GetOrAdd(age, age => new Lazy<MetadataReference>(() => Compile(age))).Value;

    private MetadataReference Compile(LibraryAge age)
    {
        CSharpCompilation compilation = CSharpCompilation.Create(
            Name,
            [CSharpSyntaxTree.ParseText(Text, new CSharpParseOptions(LanguageVersion.Latest), Path)],
            CaseReferences.Of(Needs, age, withRuntime: false),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable,
                deterministic: true));

        using MemoryStream image = new();
        EmitResult result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(static diagnostic =>
            diagnostic.Severity == DiagnosticSeverity.Error)));
        return MetadataReference.CreateFromImage(image.ToArray(), filePath: Name + ".dll");
    }
}
