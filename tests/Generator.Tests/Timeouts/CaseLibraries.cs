using System.Collections.Concurrent;
using System.Collections.Immutable;
using AsyncJobs.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace AsyncJobs.Generator.Tests.Timeouts;

/// <summary>
/// The files of Libraries, each compiled to an assembly of its own: what cases see of other people's packages, under the true names.
/// A file names those it needs in its first line.
/// </summary>
internal static class CaseLibraries
{
    private static readonly ImmutableArray<MetadataReference> s_framework =
        [.. TestReferences.All.Where(static reference => Path.GetFileName(reference.Display) != "AsyncJobs.dll")];

    private static readonly ConcurrentDictionary<string, Lazy<Library>> s_libraries = new(StringComparer.Ordinal);
    private static readonly ConcurrentDictionary<string, CSharpCompilation> s_empty = new(StringComparer.Ordinal);

    /// <summary>A compilation without sources; those that derive from one share its symbols of the references.</summary>
    public static CSharpCompilation EmptyCompilation(TimeoutCase @case)
    {
        ImmutableArray<Library> libraries = WithDependencies(@case.Libraries);
        string key = string.Join(',', libraries.Select(static library => library.Name)) + @case.ReferencesAsyncJobs;
        return s_empty.GetOrAdd(
            key,
            _ => CSharpCompilation.Create(
                "TestApp",
                references: [.. @case.ReferencesAsyncJobs ? TestReferences.All : s_framework, .. libraries.Select(static library => library.Reference)]));
    }

    private static ImmutableArray<Library> WithDependencies(IEnumerable<string> names)
    {
        Dictionary<string, Library> found = new(StringComparer.Ordinal);
        Stack<string> open = new(names);
        while (open.TryPop(out string? name))
        {
            if (found.ContainsKey(name))
                continue;
            Library library = s_libraries.GetOrAdd(name, static name => new Lazy<Library>(() => Compile(name))).Value;
            found.Add(name, library);
            foreach (string dependency in library.Dependencies)
                open.Push(dependency);
        }

        return [.. found.Values.OrderBy(static library => library.Name, StringComparer.Ordinal)];
    }

    private static Library Compile(string name)
    {
        string path = RepositoryRoot.Combine("tests", "Generator.Tests", "Timeouts", "Libraries", name + ".cs");
        string text = File.ReadAllText(path);
        ImmutableArray<string> dependencies =
            [.. TimeoutCase.Settings(text).Where(static setting => setting.Key == "libraries").SelectMany(static setting => TimeoutCase.List(setting.Value))];
        CSharpCompilation compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest), path)],
            [.. s_framework, .. WithDependencies(dependencies).Select(static library => library.Reference)],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, deterministic: true));

        using MemoryStream image = new();
        EmitResult result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(static diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)));
        return new Library(name, dependencies, MetadataReference.CreateFromImage(image.ToArray(), filePath: name + ".dll"));
    }

    private sealed record Library(string Name, ImmutableArray<string> Dependencies, MetadataReference Reference);
}
