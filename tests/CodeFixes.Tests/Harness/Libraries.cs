using System.Collections.Concurrent;
using System.Collections.Immutable;
using AsyncJobs.Generator.Tests.Harness;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace AsyncJobs.CodeFixes.Tests.Harness;

/// <summary>What the tests compile against: the framework, the runtime, and the analyzers' miniatures of other people's packages.</summary>
internal static class Libraries
{
    private static readonly ImmutableArray<MetadataReference> s_all = [.. Lines("harness.references.txt").Select(static path => MetadataReference.CreateFromFile(path))];

    private static readonly ConcurrentDictionary<string, Lazy<(MetadataReference Reference, ImmutableArray<string> Needs)>> s_libraries = new(StringComparer.Ordinal);

    /// <summary>The references of a project.</summary>
    /// <param name="names">Files of the analyzers' Libraries; what they need comes with them.</param>
    /// <param name="withRuntime">Whether the package itself is one.</param>
    public static ImmutableArray<MetadataReference> Of(IEnumerable<string> names, bool withRuntime)
    {
        Dictionary<string, MetadataReference> found = new(StringComparer.Ordinal);
        Stack<string> open = new(names);
        while (open.TryPop(out string? name))
        {
            if (found.ContainsKey(name))
                continue;

            (MetadataReference reference, ImmutableArray<string> needs) = s_libraries.GetOrAdd(name, static name => new(() => Compile(name))).Value;
            found.Add(name, reference);
            foreach (string needed in needs)
                open.Push(needed);
        }

        return [.. s_all.Where(reference => withRuntime || Path.GetFileName(reference.Display) != "AsyncJobs.dll"), .. found.Values];
    }

    private static (MetadataReference Reference, ImmutableArray<string> Needs) Compile(string name)
    {
        const string Needs = "// libraries: ";
        string text = File.ReadAllText(RepositoryRoot.Combine("tests", "Generator.Tests", "Timeouts", "Libraries", name + ".cs"));
        string first = text[..text.IndexOf('\n')].Trim();
        ImmutableArray<string> needs = first.StartsWith(Needs, StringComparison.Ordinal)
            ? [.. first[Needs.Length..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]
            : [];
        CSharpCompilation compilation = CSharpCompilation.Create(
            name,
            [CSharpSyntaxTree.ParseText(text, new CSharpParseOptions(LanguageVersion.Latest))],
            Of(needs, withRuntime: false),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, deterministic: true));

        using MemoryStream image = new();
        EmitResult result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return (MetadataReference.CreateFromImage(image.ToArray(), filePath: name + ".dll"), needs);
    }

    private static string[] Lines(string resource)
    {
        using Stream stream = typeof(Libraries).Assembly.GetManifestResourceStream(resource) ?? throw new InvalidOperationException($"The build did not embed {resource}.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
