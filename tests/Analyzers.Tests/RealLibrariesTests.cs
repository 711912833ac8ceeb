using AsyncJobs.Analyzers.Known;
using AsyncJobs.Tests.Roslyn.References;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AsyncJobs.Analyzers.Tests;

/// <summary>What the catalogue says of all public methods of real libraries, so that one that comes with a new version is not missed.</summary>
public sealed class RealLibrariesTests
{
    // They read what is there already, or are called by the library.
    private static readonly string[] s_callingNobody =
        ["RestSharp.Authenticators", "RestSharp.Interceptors", "RestSharp.RestClientExtensions.Deserialize"];

    [Theory]
    [InlineData("RestSharpV108", LibraryAge.Newest)]
    [InlineData("RestSharpV112", LibraryAge.Oldest)]
    [InlineData("RestSharpV112", LibraryAge.Newest)]
    [InlineData("FlurlV2", LibraryAge.Newest)]
    [InlineData("FlurlV4", LibraryAge.Newest)]
    public void Whatever_takes_a_token_is_a_call_that_needs_a_limit(string library, LibraryAge age)
    {
        (KnownSymbols known, IMethodSymbol[] methods) = MethodsOf(library, age);

        IMethodSymbol[] waiting = [.. methods.Where(method => method.Parameters.Any(parameter => known.IsToken(parameter.Type)))];

        Assert.NotEmpty(waiting);
        Assert.Equal([], waiting.Where(method => !known.Libraries.Any(other => other.NeedsLimit(method))).Select(Name).Where(MayCall));
    }

    [Theory]
    [InlineData(LibraryAge.Oldest)]
    [InlineData(LibraryAge.Newest)]
    public void What_RestSharp_does_without_a_client_is_no_call(LibraryAge age)
    {
        (KnownSymbols known, IMethodSymbol[] methods) = MethodsOf("RestSharpV112", age);

        string[] classes = [.. methods.Where(method => known.Libraries.Any(other => other.IsCall(method))).Select(static method =>
            (method.ContainingType.ContainingType ?? method.ContainingType).Name).Distinct().Order(StringComparer.Ordinal)];

        Assert.Equal(["IRestClient", "RestClient", "RestClientExtensions"], classes);
    }

    private static bool MayCall(string name) => !Array.Exists(s_callingNobody, other => name.StartsWith(other, StringComparison.Ordinal));

    private static string Name(IMethodSymbol method) =>
        (method.ContainingType.ContainingType ?? method.ContainingType).ToDisplayString() + "." + method.Name;

    private static (KnownSymbols Known, IMethodSymbol[] Methods) MethodsOf(string library, LibraryAge age)
    {
        CSharpCompilation compilation = CSharpCompilation.Create("TestApp", references: CaseReferences.Of([library], age, withRuntime: false));
        return (
            new KnownSymbols(compilation),
            [
                .. PackagedLibrary.All[library].Assemblies(age)
                    .Select(assembly => compilation.GetAssemblyOrModuleSymbol(assembly.Reference)).OfType<IAssemblySymbol>()
                    .SelectMany(static assembly => TypesOf(assembly.GlobalNamespace))
                    .SelectMany(static type => type.GetMembers().OfType<IMethodSymbol>())
                    .Where(static method => method is { DeclaredAccessibility: Accessibility.Public, MethodKind: MethodKind.Ordinary }),
            ]);
    }

    private static IEnumerable<INamedTypeSymbol> TypesOf(INamespaceOrTypeSymbol container) =>
        container.GetMembers().SelectMany(static member => member switch
        {
            INamespaceSymbol inner => TypesOf(inner),
            INamedTypeSymbol { DeclaredAccessibility: Accessibility.Public } type => TypesOf(type).Prepend(type),
            _ => [],
        });
}
