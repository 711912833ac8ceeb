using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Analyzers.Known;

/// <summary>What a project's .editorconfig says about the analysis of outgoing calls, and its file about where it runs.</summary>
internal sealed record Settings(
    bool OnlyReachable, bool RunsOnLambda, ImmutableHashSet<string> DerivedMembers, ImmutableHashSet<string> HttpMethods)
{
    private const string Prefix = "asyncjobs_";

    // AWS's templates and tools have it.
    private const string ProjectType = "build_property.AWSProjectType";

    /// <summary>Reads them as they hold for a file.</summary>
    public static Settings Read(AnalyzerConfigOptions options) => new(
        options.TryGetValue(Prefix + "scope", out string? scope) && scope.Trim().Equals("reachable", StringComparison.OrdinalIgnoreCase),
        options.TryGetValue(ProjectType, out string? type) && type.Trim().Equals("Lambda", StringComparison.OrdinalIgnoreCase),
        Names(options, Prefix + "derived_members"),
        Names(options, Prefix + "http_methods"));

    /// <summary>What these or other settings name: a member is known to the whole compilation, whichever file says so.</summary>
    public Settings With(Settings other) => new(
        OnlyReachable || other.OnlyReachable,
        RunsOnLambda || other.RunsOnLambda,
        DerivedMembers.Union(other.DerivedMembers),
        HttpMethods.Union(other.HttpMethods));

    /// <summary>Whether a member is named as one that is made from the remaining time.</summary>
    public bool IsDerivedMember(ISymbol member) => Contains(DerivedMembers, member);

    /// <summary>Whether a method is named as one that sends a request.</summary>
    public bool IsHttpMethod(IMethodSymbol method) => Contains(HttpMethods, method);

    // As Namespace.Type.Member.
    private static bool Contains(ImmutableHashSet<string> names, ISymbol member) =>
        !names.IsEmpty && member.ContainingType is { } type && names.Contains(NameOf(type) + "." + member.Name);

    private static ImmutableHashSet<string> Names(AnalyzerConfigOptions options, string key)
    {
        if (!options.TryGetValue(key, out string? value))
            return ImmutableHashSet<string>.Empty;

        ImmutableHashSet<string>.Builder names = ImmutableHashSet.CreateBuilder(StringComparer.Ordinal);
        foreach (string name in value.Split(','))
        {
            string trimmed = name.Trim();
            if (trimmed.Length > 0)
                names.Add(trimmed);
        }

        return names.ToImmutable();
    }

    private static string NameOf(INamedTypeSymbol type) => type.ContainingType is { } outer
        ? NameOf(outer) + "." + type.Name
        : type.ContainingNamespace.IsGlobalNamespace ? type.Name : type.ContainingNamespace.ToDisplayString() + "." + type.Name;
}
