using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace AsyncJobs.Tests.Roslyn.References;

/// <summary>Somebody else's library, real or imitated.</summary>
internal abstract record Library(ImmutableArray<string> Needs)
{
    private static readonly ConcurrentDictionary<string, Library> s_libraries = new(StringComparer.Ordinal);

    /// <summary>A library, the same whenever it is asked for.</summary>
    public static Library Named(string name) => s_libraries.GetOrAdd(name, static name =>
        PackagedLibrary.All.TryGetValue(name, out PackagedLibrary? packaged) ? packaged : Miniature.Read(name));

    public static ImmutableArray<string> List(string? names, char separator = ',') =>
        [.. (names ?? "").Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
