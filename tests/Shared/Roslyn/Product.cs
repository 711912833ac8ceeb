using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Tests.Roslyn;

/// <summary>What the package offers to the compiler, found as the compiler finds it: by attribute.</summary>
internal static class Product
{
    private static readonly ImmutableArray<Assembly> s_assemblies = [Assembly.Load("AsyncJobs.Analyzers"), Assembly.Load("AsyncJobs.Generator")];

    public static ImmutableArray<DiagnosticAnalyzer> Analyzers { get; } =
        [.. Make<DiagnosticAnalyzer>(typeof(DiagnosticAnalyzerAttribute)).OrderBy(static analyzer =>
            analyzer.GetType().FullName, StringComparer.Ordinal)];

    public static ImmutableArray<DiagnosticDescriptor> Descriptors { get; } =
    [
        .. Analyzers.SelectMany(static analyzer => analyzer.SupportedDiagnostics)
            .DistinctBy(static descriptor => descriptor.Id)
            .OrderBy(static descriptor => descriptor.Id, StringComparer.Ordinal),
    ];

    public static ISourceGenerator NewGenerator() => Make<IIncrementalGenerator>(typeof(GeneratorAttribute)).Single().AsSourceGenerator();

    private static IEnumerable<T> Make<T>(Type attribute) =>
        from type in s_assemblies.SelectMany(static assembly => assembly.GetTypes())
        where type.IsDefined(attribute, inherit: false)
        select (T)Activator.CreateInstance(type)!;
}
