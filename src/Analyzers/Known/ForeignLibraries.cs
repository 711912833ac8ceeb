using System.Collections.Concurrent;
using System.Reflection.Metadata;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Known;

/// <summary>
/// Tells of referenced libraries and projects, whose code is not looked into, whether they send requests: then they mention a client that does.
/// </summary>
internal sealed class ForeignLibraries(Compilation compilation)
{
    // The framework's own, and those that hand clients out but call nobody.
    private static readonly string[] s_others = ["System", "Microsoft.Extensions", "Microsoft.AspNetCore", "Polly", "mscorlib", "netstandard",
        "AsyncJobs", "Amazon.Lambda"];

    // Drivers whose own protocol is another one, though some get credentials or tunnel over HTTP.
    private static readonly string[] s_drivers =
        ["StackExchange", "Npgsql", "MongoDB", "MySqlConnector", "MySql", "Oracle", "Microsoft.Data", "Microsoft.EntityFrameworkCore", "Cassandra",
            "RabbitMQ", "MQTTnet", "Confluent", "NATS", "MassTransit", "MailKit", "Renci"];

    private readonly ConcurrentDictionary<IAssemblySymbol, bool> _known = new(SymbolEqualityComparer.Default);

    /// <summary>Whether a method is of a library or another project that sends requests.</summary>
    public bool SendsRequests(IMethodSymbol method) =>
        method.ContainingType is { ContainingNamespace: { } container, ContainingAssembly: { } assembly }
        && !SymbolEqualityComparer.Default.Equals(assembly, compilation.Assembly)
        && !IsAny(s_drivers, container.ToDisplayString())
        && _known.GetOrAdd(assembly, Look);

    /// <summary>Whether any of them mentions a type.</summary>
    public bool Mention(string container, string name) => compilation.SourceModule.ReferencedAssemblySymbols.Any(assembly =>
        Mentions(assembly, (ofNamespace, ofName) => ofName == name && ofNamespace == container, ofName => ofName == name));

    private bool Look(IAssemblySymbol assembly) => Mentions(assembly, SendingTypes.Have, SendingTypes.Have);

    private bool Mentions(IAssemblySymbol assembly, Func<string, string, bool> isMeant, Func<string, bool> isNamed) =>
        !IsAny(s_others, assembly.Name) && compilation.GetMetadataReference(assembly) switch
        {
            PortableExecutableReference reference => reference.GetMetadata() is AssemblyMetadata metadata
                && metadata.GetModules().Any(module => Mentions(module.GetMetadataReader(), isMeant)),

            // An editor has the project's source where a build has its assembly.
            CompilationReference { Compilation: { } project } => project.SyntaxTrees.Any(tree =>
                tree.GetRoot().DescendantTokens().Any(token => isNamed(token.ValueText))),
            _ => false,
        };

    private static bool IsAny(string[] roots, string name) =>
        Array.Exists(roots, root => name == root || name.StartsWith(root + ".", StringComparison.Ordinal));

    private static bool Mentions(MetadataReader reader, Func<string, string, bool> isMeant)
    {
        foreach (TypeReferenceHandle handle in reader.TypeReferences)
        {
            TypeReference type = reader.GetTypeReference(handle);
            if (isMeant(reader.GetString(type.Namespace), reader.GetString(type.Name)))
                return true;
        }

        return false;
    }
}
