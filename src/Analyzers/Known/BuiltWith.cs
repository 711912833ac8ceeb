using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Known;

/// <summary>Tells whether other assemblies of an application may hand out what no word of the project itself names.</summary>
internal static class BuiltWith
{
    /// <summary>Whether a referenced assembly is built with a library, and no part of it.</summary>
    /// <param name="compilation">The project.</param>
    /// <param name="library">The library's assembly.</param>
    /// <param name="parts">How the names of its parts begin.</param>
    public static bool IsAny(Compilation compilation, string library, string parts) =>
        compilation.SourceModule.ReferencedAssemblySymbols.Any(assembly =>
            !assembly.Name.StartsWith(parts, StringComparison.Ordinal)
            && assembly.Modules.Any(module => module.ReferencedAssemblies.Any(used => used.Name == library)));
}
