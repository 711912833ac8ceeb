using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AsyncJobs.CodeFixes.Tests.Harness;

/// <summary>The fixes of the product, found as an editor finds them: by attribute.</summary>
internal static class Fixers
{
    public static ImmutableArray<CodeFixProvider> All { get; } =
    [
        .. from type in Assembly.Load("AsyncJobs.CodeFixes").GetTypes()
           where type.GetCustomAttribute<ExportCodeFixProviderAttribute>()?.Languages.Contains(LanguageNames.CSharp) == true
           orderby type.Name
           select (CodeFixProvider)Activator.CreateInstance(type)!,
    ];

    public static IEnumerable<CodeFixProvider> For(string id) => All.Where(provider => provider.FixableDiagnosticIds.Contains(id));
}
