using System.Collections.Concurrent;
using AsyncJobs.Tests.Roslyn.References;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncJobs.Analyzers.Tests;

/// <summary>Compilations without sources: those that derive from one share its symbols of the references.</summary>
internal static class CaseLibraries
{
    private static readonly ConcurrentDictionary<string, CSharpCompilation> s_empty = new(StringComparer.Ordinal);

    public static CSharpCompilation EmptyCompilation(TimeoutCase @case, LibraryAge age) => s_empty.GetOrAdd(
        $"{string.Join(',', @case.Libraries.Order(StringComparer.Ordinal))} {age} {@case.ReferencesAsyncJobs}",
        _ => CSharpCompilation.Create("TestApp", references: CaseReferences.Of(@case.Libraries, age, @case.ReferencesAsyncJobs)));
}
