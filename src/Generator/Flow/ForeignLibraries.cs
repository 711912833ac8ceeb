using System.Collections.Concurrent;
using System.Reflection.Metadata;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Generator.Flow;

/// <summary>Tells of referenced libraries, whose code is not at hand, whether it sends requests: then it mentions a type that does.</summary>
internal sealed class ForeignLibraries(Compilation compilation)
{
    // The framework's own, and those that hand clients out but call nobody.
    private static readonly string[] s_others = ["System", "Microsoft.Extensions", "Microsoft.AspNetCore", "Polly", "mscorlib", "netstandard", "AsyncJobs", "Amazon.Lambda"];

    private readonly ConcurrentDictionary<IAssemblySymbol, bool> _known = new(SymbolEqualityComparer.Default);

    public bool SendsRequests(IAssemblySymbol? assembly) =>
        assembly is not null && !SymbolEqualityComparer.Default.Equals(assembly, compilation.Assembly) && _known.GetOrAdd(assembly, Look);

    private bool Look(IAssemblySymbol assembly) =>
        !Array.Exists(s_others, other => assembly.Name == other || assembly.Name.StartsWith(other + ".", StringComparison.Ordinal))
        && compilation.GetMetadataReference(assembly) is PortableExecutableReference reference
        && reference.GetMetadata() is AssemblyMetadata metadata
        && metadata.GetModules().Any(static module => MentionsClient(module.GetMetadataReader()));

    private static bool MentionsClient(MetadataReader reader)
    {
        foreach (TypeReferenceHandle handle in reader.TypeReferences)
        {
            TypeReference type = reader.GetTypeReference(handle);
            if ((reader.StringComparer.Equals(type.Namespace, Library.Http)
                    && (reader.StringComparer.Equals(type.Name, "HttpClient") || reader.StringComparer.Equals(type.Name, "HttpMessageInvoker")))
                || (reader.StringComparer.Equals(type.Namespace, "System.Net") && reader.StringComparer.Equals(type.Name, "HttpWebRequest")))
            {
                return true;
            }
        }

        return false;
    }
}
