using AsyncJobs.Generator.Model;
using AsyncJobs.Shared;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AsyncJobs.Generator.Parsing;

/// <summary>Reads what the project as a whole says of the output.</summary>
internal static class ProjectParser
{
    /// <summary>What is generated sets properties of the runtime that can be set at the start only, and needs nothing newer.</summary>
    public const LanguageVersion OldestLanguage = LanguageVersion.CSharp9;

    private const string Prefix = "build_property.";
    private const string RuntimeName = "AsyncJobs";
    // An older client has the others, and not this.
    private const string ClientName = "AsyncJobs.Client.AsyncJobStartRequest";
    private const string ContextName = "Amazon.Lambda.Core.ILambdaContext";

    public static ProjectModel Parse(Compilation compilation, string rootNamespace, AnalyzerConfigOptions options)
    {
        HandlersModel? handlers = HandlersOf(compilation, rootNamespace);
        return new(
            CanCompile(compilation) && TakenName.Find(compilation, rootNamespace, handlers) is null,
            handlers,
            new(ExternAliases.Of(compilation).All),
            JsonReflection.RuledOutBy(options),
            IsProgram(compilation, options) && !HasForeignApp(compilation),
            IsOn(options, "AsyncJobsKeepInput"),
            HasCapacityProvider(options))
        {
            HasClient = HasClient(compilation),
        };
    }

    /// <summary>Whether workers may run on Lambda Managed Instances, and so for longer.</summary>
    public static bool HasCapacityProvider(AnalyzerConfigOptions options) =>
        options.TryGetValue(Prefix + CapacityProviderValue.Property, out string? value) && value.Length > 0;

    /// <summary>Whether the project is a program, and not one of tests.</summary>
    public static bool IsProgram(Compilation compilation, AnalyzerConfigOptions options) =>
        compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication
        && !IsOn(options, "IsTestProject")
        && !IsOn(options, "IsTestingPlatformApplication");

    /// <summary>The namespace of what is generated for the project as a whole, escaped.</summary>
    public static string RootNamespace(AnalyzerConfigOptions options, string assembly) =>
        Identifier.ToNamespace(options.TryGetValue(Prefix + "RootNamespace", out string? name) ? name : assembly);

    private static bool IsOn(AnalyzerConfigOptions options, string property) =>
        options.TryGetValue(Prefix + property, out string? value) && value.Equals("true", StringComparison.OrdinalIgnoreCase);

    private static bool HasClient(Compilation compilation) =>
        compilation.GetTypeByMetadataName(ClientName) is { } type && ExternAliases.Of(compilation).AliasOf(type) is null;

    // Only what references the runtime can have jobs, and few assemblies do.
    private static bool HasForeignApp(Compilation compilation)
    {
        foreach (IAssemblySymbol assembly in compilation.SourceModule.ReferencedAssemblySymbols)
        {
            if (ReferencesRuntime(assembly) && HasApp(assembly))
                return true;
        }

        return false;
    }

    private static bool ReferencesRuntime(IAssemblySymbol assembly)
    {
        foreach (IModuleSymbol module in assembly.Modules)
        {
            foreach (AssemblyIdentity reference in module.ReferencedAssemblies)
            {
                if (reference.Name == RuntimeName)
                    return true;
            }
        }

        return false;
    }

    private static bool HasApp(IAssemblySymbol assembly)
    {
        foreach (AttributeData attribute in assembly.GetAttributes())
        {
            if (attribute.AttributeClass?.Name == "AssemblyMetadataAttribute" && attribute.First()?.Value is ManifestNames.App)
                return true;
        }

        return false;
    }

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
