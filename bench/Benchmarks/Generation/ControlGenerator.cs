using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncJobs.Benchmarks.Generation;

/// <summary>
/// What the compiler itself costs: finds syntax by attributes, takes a name and writes a comment. What a generator needs beyond this
/// is its own doing.
/// </summary>
/// <param name="looksAtSignatures">Whether it makes the compiler work out what a job's generator has to look at.</param>
/// <param name="attributes">The attributes' metadata names.</param>
internal sealed class ControlGenerator(bool looksAtSignatures, params string[] attributes) : IIncrementalGenerator
{
    /// <summary>Looks for jobs and takes their names.</summary>
    public static ControlGenerator Trivial() => new(false, "AsyncJobs.AsyncJobAttribute");

    /// <summary>Looks for all that the library's generator has to know of, and makes nothing of it.</summary>
    public static ControlGenerator Looking() =>
        new(true, "AsyncJobs.AsyncJobAttribute", "AsyncJobs.JobServicesAttribute", "System.Text.Json.Serialization.JsonSerializableAttribute");

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        foreach (string attribute in attributes)
        {
            IncrementalValuesProvider<string> names = context.SyntaxProvider.ForAttributeWithMetadataName(
                attribute,
                static (node, _) => node is MethodDeclarationSyntax or ClassDeclarationSyntax,
                (found, _) => Name(found.TargetSymbol));

            context.RegisterSourceOutput(names, static (output, name) => output.AddSource(name + ".g.cs", "// " + name));
        }
    }

    private string Name(ISymbol symbol)
    {
        if (looksAtSignatures && symbol is IMethodSymbol method)
            LookAt(method);
        return symbol.MetadataName + symbol.ContainingSymbol.MetadataName;
    }

    private static void LookAt(IMethodSymbol method)
    {
        _ = method.ReturnType.DeclaredAccessibility;
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            _ = parameter.GetAttributes();
            _ = parameter.HasExplicitDefaultValue;
            _ = parameter.Type.DeclaredAccessibility;
        }

        _ = method.ContainingType.AllInterfaces;
        _ = method.ContainingType.InstanceConstructors;
        _ = method.ContainingType.GetMembers();
    }
}
