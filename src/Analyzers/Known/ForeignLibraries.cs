using System.Collections.Concurrent;
using System.Reflection.Metadata;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Known;

/// <summary>Tells of referenced libraries, whose code is not at hand, whether it sends requests: then it mentions a type that does.</summary>
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

    /// <summary>Whether a method is of a library that sends requests.</summary>
    public bool SendsRequests(IMethodSymbol method) =>
        method.ContainingType is { ContainingNamespace: { } container, ContainingAssembly: { } assembly }
        && !SymbolEqualityComparer.Default.Equals(assembly, compilation.Assembly)
        && !IsAny(s_drivers, container.ToDisplayString())
        && _known.GetOrAdd(assembly, Look);

    private bool Look(IAssemblySymbol assembly) =>
        !IsAny(s_others, assembly.Name)
        && compilation.GetMetadataReference(assembly) is PortableExecutableReference reference
        && reference.GetMetadata() is AssemblyMetadata metadata
        && metadata.GetModules().Any(static module => MentionsClient(module.GetMetadataReader()));

    private static bool IsAny(string[] roots, string name) =>
        Array.Exists(roots, root => name == root || name.StartsWith(root + ".", StringComparison.Ordinal));

    private static bool MentionsClient(MetadataReader reader)
    {
        foreach (TypeReferenceHandle handle in reader.TypeReferences)
        {
            TypeReference type = reader.GetTypeReference(handle);
            if ((reader.StringComparer.Equals(type.Namespace, "System.Net.Http")
                    && (reader.StringComparer.Equals(type.Name, "HttpClient") || reader.StringComparer.Equals(type.Name, "HttpMessageInvoker")))
                || (reader.StringComparer.Equals(type.Namespace, "System.Net") && reader.StringComparer.Equals(type.Name, "HttpWebRequest")))
            {
                return true;
            }
        }

        return false;
    }
}
