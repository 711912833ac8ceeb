using AsyncJobs.Analyzers.Known.Libraries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Index;

/// <summary>Tells of which types a container makes an object for each request, as by <c>services.AddScoped&lt;IPrices, Prices&gt;()</c>.</summary>
internal sealed class ScopedTypes(CodeIndex code)
{
    /// <summary>Whether a type, or one that derives from it, is registered so.</summary>
    public bool Contains(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        HashSet<string> names = [type.Name, .. code.Heirs.Of(type).Select(static heir => heir.Name)];
        return code.Mentions.Of(ClientFactoryLibrary.AddScoped, cancellationToken).Any(mention =>
            MayRegister(mention, names, cancellationToken) && Registers(mention, type, cancellationToken));
    }

    // What registers services is long, and only bound where the type is registered, or its registration does not name it.
    private bool MayRegister(SyntaxNode mention, HashSet<string> names, CancellationToken cancellationToken) =>
        mention is not GenericNameSyntax { TypeArgumentList.Arguments: { Count: > 0 } types }
        || Declarations.NameOf(types[types.Count - 1]) is not { } name
        || names.Contains(name)
        || IsAlias(name, cancellationToken);

    private bool IsAlias(string name, CancellationToken cancellationToken) => code.Mentions.Of(name, cancellationToken).Any(static mention =>
        mention.Parent is NameEqualsSyntax { Parent: UsingDirectiveSyntax });

    private bool Registers(SyntaxNode mention, INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        if (code.OperationAt(mention, cancellationToken) is not IInvocationOperation { TargetMethod: { TypeArguments.Length: > 0 } method }
            || !code.Known.ClientFactory.IsService(method))
        {
            return false;
        }

        INamedTypeSymbol? current = method.TypeArguments[method.TypeArguments.Length - 1] as INamedTypeSymbol;
        while (current is not null && !SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, type.OriginalDefinition))
            current = current.BaseType;
        return current is not null;
    }
}
