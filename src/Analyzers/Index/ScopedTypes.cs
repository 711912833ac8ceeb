using System.Collections.Concurrent;
using AsyncJobs.Analyzers.Known.Libraries;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.Analyzers.Index;

/// <summary>Tells of which types a container makes an object for each request, as by <c>services.AddScoped&lt;IPrices, Prices&gt;()</c>.</summary>
internal sealed class ScopedTypes(CodeIndex code)
{
    // Where a type stands decides which extensions its code sees: for each type and container, this is asked once.
    private readonly ConcurrentDictionary<(SyntaxNode? Type, ITypeSymbol Container), bool> _known = new();

    /// <summary>Whether a type, or one that derives from it, is registered so.</summary>
    public bool Contains(INamedTypeSymbol type, CancellationToken cancellationToken)
    {
        HashSet<string> names = [type.Name, .. code.Heirs.Of(type).Select(static heir => heir.Name)];
        return code.Mentions.Of(ClientFactoryLibrary.AddScoped, cancellationToken).Any(mention =>
            MayRegister(mention, names, cancellationToken)
            && (IsPlain(mention, cancellationToken)
                ? IsFor(RegisteredBy(mention, cancellationToken), type)
                : Registers(mention, type, cancellationToken)));
    }

    // What registers services is long, and only looked at where the type is registered, or its registration does not name it.
    private bool MayRegister(SyntaxNode mention, HashSet<string> names, CancellationToken cancellationToken) =>
        mention is not GenericNameSyntax { TypeArgumentList.Arguments: { Count: > 0 } types }
        || Declarations.NameOf(types[types.Count - 1]) is not { } name
        || names.Contains(name)
        || IsAlias(name, cancellationToken);

    private bool IsAlias(string name, CancellationToken cancellationToken) => code.Mentions.Of(name, cancellationToken).Any(static mention =>
        mention.Parent is NameEqualsSyntax { Parent: UsingDirectiveSyntax });

    // services.AddScoped<…>(…) on a parameter of the method: what it calls and registers can be told without binding the body.
    private bool IsPlain(SyntaxNode mention, CancellationToken cancellationToken) =>
        mention is GenericNameSyntax { Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access }
        && access.Expression is IdentifierNameSyntax { Identifier.ValueText: { } services }
        && MethodAround(mention)?.ParameterList.Parameters.FirstOrDefault(parameter => parameter.Identifier.ValueText == services)
            is { Type: { } type }
        && code.TypeNamed(type, cancellationToken) is { } container
        && IsContainer(container, mention);

    private bool IsContainer(ITypeSymbol type, SyntaxNode mention)
    {
        (SyntaxNode?, ITypeSymbol) key = (mention.FirstAncestorOrSelf<TypeDeclarationSyntax>(), type);
        return _known.TryGetValue(key, out bool known)
            ? known
            : _known.GetOrAdd(key, code.MethodsNamed(ClientFactoryLibrary.AddScoped, mention, type) is { IsEmpty: false } methods
                && methods.All(found => found is IMethodSymbol method && code.Known.ClientFactory.IsService(method.ReducedFrom ?? method)));
    }

    // A lambda or local function may have a parameter of the same name.
    private static MethodDeclarationSyntax? MethodAround(SyntaxNode mention) => mention.Ancestors().FirstOrDefault(static node =>
        node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MethodDeclarationSyntax) as MethodDeclarationSyntax;

    private ITypeSymbol? RegisteredBy(SyntaxNode mention, CancellationToken cancellationToken) =>
        ((GenericNameSyntax)mention).TypeArgumentList.Arguments is { Count: > 0 } types
            ? code.TypeNamed(types[types.Count - 1], cancellationToken)
            : null;

    private bool Registers(SyntaxNode mention, INamedTypeSymbol type, CancellationToken cancellationToken) =>
        code.OperationAt(mention, cancellationToken) is IInvocationOperation { TargetMethod: { TypeArguments.Length: > 0 } method }
        && code.Known.ClientFactory.IsService(method)
        && IsFor(method.TypeArguments[method.TypeArguments.Length - 1], type);

    private static bool IsFor(ITypeSymbol? registered, INamedTypeSymbol type)
    {
        ITypeSymbol? current = registered;
        while (current is not null && !SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, type.OriginalDefinition))
            current = current.BaseType;
        return current is not null;
    }
}
