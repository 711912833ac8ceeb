using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Tests.Roslyn.References;

/// <summary>
/// What code in the analyzers' and fixes' tests is compiled against: the framework, the runtime, and other people's libraries. A library is a row of
/// tests/Analyzers.Tests/Libraries/Packages.props, or a file beside it that imitates one under the true names.
/// </summary>
internal static class CaseReferences
{
    /// <summary>The references of a project; what the libraries need comes with them.</summary>
    /// <param name="libraries">Their names.</param>
    /// <param name="age">In which versions.</param>
    /// <param name="withRuntime">Whether AsyncJobs itself is one.</param>
    public static ImmutableArray<MetadataReference> Of(IEnumerable<string> libraries, LibraryAge age, bool withRuntime)
    {
        Library[] all = [.. WithNeeds(libraries)];
        ImmutableArray<MetadataReference> imitated = [.. all.OfType<Miniature>().Select(miniature => miniature.Reference(age))];

        // As NuGet does: of the same assembly that several packages bring the one with the highest version.
        LibraryAssembly[] assemblies =
        [
            .. all.OfType<PackagedLibrary>().SelectMany(library => library.Assemblies(age))
                .Concat(TestReferences.Packages.Select(LibraryAssembly.Of))
                .GroupBy(static assembly => assembly.Name, StringComparer.OrdinalIgnoreCase)
                .Select(static same => same.MaxBy(static assembly => assembly.Version)!),
        ];
        return
        [
            .. TestReferences.Framework,
            .. assemblies.Where(assembly => withRuntime || assembly.Name != "AsyncJobs").Select(static assembly => assembly.Reference),
            .. imitated,
        ];
    }

    /// <summary>Whether any of the libraries, or of those that they need, is compiled against in an older version too.</summary>
    public static bool HaveOldest(IEnumerable<string> libraries) => WithNeeds(libraries).Any(static library => library is PackagedLibrary { HasOldest: true });

    private static IEnumerable<Library> WithNeeds(IEnumerable<string> names)
    {
        SortedDictionary<string, Library> found = new(StringComparer.Ordinal);
        Stack<string> open = new(names);
        while (open.TryPop(out string? name))
        {
            if (!found.TryAdd(name, Library.Named(name)))
                continue;

            foreach (string needed in found[name].Needs)
                open.Push(needed);
        }

        return found.Values;
    }
}
