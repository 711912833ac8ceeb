using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Tests.Roslyn.References;

/// <summary>An assembly of a package. Each file is read once, and all compilations share what the compiler knows of it.</summary>
internal sealed record LibraryAssembly(string Name, Version Version, MetadataReference Reference)
{
    private static readonly ConcurrentDictionary<string, Lazy<LibraryAssembly>> s_assemblies = new(StringComparer.Ordinal);

    public static LibraryAssembly Of(string path) =>
        s_assemblies.GetOrAdd(path, static path => new Lazy<LibraryAssembly>(() => Read(path))).Value;

    private static LibraryAssembly Read(string path)
    {
        AssemblyName name = AssemblyName.GetAssemblyName(path);
        return new LibraryAssembly(name.Name!, name.Version!, MetadataReference.CreateFromFile(path));
    }
}
