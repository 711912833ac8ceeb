using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace AsyncJobs.Tests.Roslyn;

/// <summary>
/// What code in the analyzers' and fixes' tests is compiled against: the framework, the runtime, and other people's packages in miniature, under the
/// true
/// names. Each file of tests/Analyzers.Tests/Libraries is compiled to an assembly of its own, and names those it needs in its first line.
/// </summary>
internal static class Miniatures
{
    private const string Needs = "// libraries: ";

    private static readonly ConcurrentDictionary<string, Lazy<Miniature>> s_miniatures = new(StringComparer.Ordinal);

    /// <summary>The references of a project; what the packages need comes with them.</summary>
    /// <param name="names">The packages.</param>
    /// <param name="withRuntime">Whether AsyncJobs itself is one.</param>
    public static ImmutableArray<MetadataReference> References(IEnumerable<string> names, bool withRuntime) =>
    [
        .. TestReferences.All.Where(reference => withRuntime || Path.GetFileName(reference.Display) != "AsyncJobs.dll"),
        .. WithNeeds(names).Select(static miniature => miniature.Reference),
    ];

    private static IEnumerable<Miniature> WithNeeds(IEnumerable<string> names)
    {
        Dictionary<string, Miniature> found = new(StringComparer.Ordinal);
        Stack<string> open = new(names);
        while (open.TryPop(out string? name))
        {
            if (found.ContainsKey(name))
                continue;

            Miniature miniature = s_miniatures.GetOrAdd(name, static name => new Lazy<Miniature>(() => Compile(name))).Value;
            found.Add(name, miniature);
            foreach (string needed in miniature.Needs)
                open.Push(needed);
        }

        return found.Values.OrderBy(static miniature => miniature.Name, StringComparer.Ordinal);
    }

    private static Miniature Compile(string name)
    {
        string path = RepositoryRoot.Combine("tests", "Analyzers.Tests", "Libraries", name + ".cs");
        string text = File.ReadAllText(path);
        string first = text[..text.IndexOf('\n')].Trim();
        ImmutableArray<string> needs = first.StartsWith(Needs, StringComparison.Ordinal)
            ? [.. first[Needs.Length..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]
            : [];
        CSharpCompilation compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest), path)],
            References(needs, withRuntime: false),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable,
                deterministic: true));

        using MemoryStream image = new();
        EmitResult result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(static diagnostic =>
            diagnostic.Severity == DiagnosticSeverity.Error)));
        return new Miniature(name, needs, MetadataReference.CreateFromImage(image.ToArray(), filePath: name + ".dll"));
    }

    private sealed record Miniature(string Name, ImmutableArray<string> Needs, MetadataReference Reference);
}
