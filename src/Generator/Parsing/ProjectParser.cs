using AsyncJobs.Generator.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Reads what the project as a whole says of the output.</summary>
internal static class ProjectParser
{
    /// <summary>What is generated sets properties of the runtime that can be set at the start only, and needs nothing newer.</summary>
    public const LanguageVersion OldestLanguage = LanguageVersion.CSharp9;

    private const string ContextName = "Amazon.Lambda.Core.ILambdaContext";

    public static ProjectModel Parse(Compilation compilation, string rootNamespace, AnalyzerConfigOptions options)
    {
        HandlersModel? handlers = HandlersOf(compilation, rootNamespace);
        return new(
            CanCompile(compilation) && TakenName.Find(compilation, rootNamespace, handlers) is null,
            handlers,
            new(ExternAliases.Of(compilation).All),
            JsonReflection.RuledOutBy(options));
    }

    /// <summary>The namespace of what is generated for the project as a whole, escaped.</summary>
    public static string RootNamespace(AnalyzerConfigOptions options, string assembly) =>
        Identifier.ToNamespace(options.TryGetValue("build_property.RootNamespace", out string? name) ? name : assembly);

    public static bool CanCompile(Compilation compilation) => compilation is CSharpCompilation { LanguageVersion: >= OldestLanguage };

    /// <summary>What Lambda calls of a class library; null for an executable, which is run, whatever it references.</summary>
    public static HandlersModel? HandlersOf(Compilation compilation, string rootNamespace)
    {
        if (compilation.Options.OutputKind != OutputKind.DynamicallyLinkedLibrary
            || compilation.GetTypeByMetadataName(ContextName) is not { } context)
        {
            return null;
        }

        return new HandlersModel(compilation.AssemblyName ?? "", rootNamespace, context.GetMembers("TraceId").Length > 0);
    }
}
