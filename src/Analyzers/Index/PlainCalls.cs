using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncJobs.Analyzers.Index;

/// <summary>
/// Finds who calls a private method whose name nothing else in its type has: the text tells, and no body is bound for it. Calls that it leaves in
/// doubt are left out.
/// </summary>
internal sealed class PlainCalls(CodeIndex code)
{
    /// <summary>The methods that surely call it whenever they run.</summary>
    public IEnumerable<IMethodSymbol> CallersOf(IMethodSymbol method, CancellationToken cancellationToken)
    {
        if (method is not { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Private, ContainingType: { } type }
            || IsInherited(method.Name, type))
        {
            yield break;
        }

        List<SyntaxNode> calls = [];
        foreach (SyntaxReference declaration in type.DeclaringSyntaxReferences)
        {
            SyntaxNode syntax = declaration.GetSyntax(cancellationToken);
            foreach (SyntaxToken token in code.Mentions.TokensIn(syntax, method.Name, cancellationToken))
            {
                if (token.ValueText != method.Name || token.Parent is not { } node)
                    continue;
                if (node is not SimpleNameSyntax && !IsDeclaration(node, method))
                    yield break;
                if (IsPlainCall(node, syntax, method))
                    calls.Add(node);
            }
        }

        foreach (SyntaxNode call in calls)
        {
            if (call.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } around && OnceWords.RunWithMethod(call)
                && code.DeclaredBy(around, cancellationToken) is IMethodSymbol caller)
            {
                yield return caller;
            }
        }
    }

    private static bool IsInherited(string name, INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            if (!ancestor.GetMembers(name).IsEmpty)
                return true;
        }

        return false;
    }

    private static bool IsDeclaration(SyntaxNode node, IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.Any(declaration => declaration.SyntaxTree == node.SyntaxTree && declaration.Span == node.Span);

    // Call(…) or this.Call(…), in the type itself.
    private static bool IsPlainCall(SyntaxNode name, SyntaxNode type, IMethodSymbol method)
    {
        SyntaxNode callee = name.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access ? access : name;
        return callee.Parent is InvocationExpressionSyntax call && call.Expression == callee
            && call.ArgumentList.Arguments.Count <= method.Parameters.Length
            && name.FirstAncestorOrSelf<TypeDeclarationSyntax>() == type;
    }
}
