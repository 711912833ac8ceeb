using AsyncJobs.Analyzers.Index;
using AsyncJobs.CodeFixes.Site;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AsyncJobs.CodeFixes.Times;

/// <summary>The variables and members by which code in a place can tell the time it has.</summary>
internal static class ScopeSymbols
{
    /// <summary>Those of a type, nearest first: locals and parameters, then members, then what the class would have to capture.</summary>
    public static IEnumerable<ISymbol> OfType(FixSite site, SyntaxNode node, Func<ITypeSymbol, bool> isType)
    {
        TextSpan? boundary = StaticFunctionAround(node)?.FullSpan;
        IEnumerable<ISymbol> found = site.Model.LookupSymbols(node.SpanStart)
            .Where(symbol => TypeOf(symbol) is { } type && isType(type) && symbol.Name != "_" && !symbol.IsImplicitlyDeclared
                && IsUsable(site, symbol, node, boundary));
        return found.OrderBy(static symbol => Distance(symbol)).ThenByDescending(static symbol => PositionOf(symbol));
    }

    public static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        ILocalSymbol local => local.Type,
        IParameterSymbol parameter => parameter.Type,
        IFieldSymbol field => field.Type,
        IPropertySymbol { IsIndexer: false, GetMethod: not null } property => property.Type,
        _ => null,
    };

    /// <summary>The function around a node that a call runs: a method, accessor, lambda, local function; the file for top-level statements.</summary>
    public static SyntaxNode FunctionAround(SyntaxNode node)
    {
        foreach (SyntaxNode ancestor in node.Ancestors())
        {
            if (ancestor is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax
                or AccessorDeclarationSyntax or PropertyDeclarationSyntax or IndexerDeclarationSyntax or FieldDeclarationSyntax
                or CompilationUnitSyntax)
            {
                return ancestor;
            }
        }

        return node.SyntaxTree.GetRoot();
    }

    private static int Distance(ISymbol symbol) => symbol switch
    {
        IParameterSymbol { ContainingSymbol: IMethodSymbol constructor } when Declarations.IsPrimary(constructor, CancellationToken.None) => 2,
        ILocalSymbol or IParameterSymbol => 0,
        _ => 1,
    };

    private static bool IsUsable(FixSite site, ISymbol symbol, SyntaxNode node, TextSpan? boundary)
    {
        if (symbol is not (ILocalSymbol or IParameterSymbol))
        {
            // The budget itself has a property that is a budget.
            return !site.Known.Product.IsBudget(symbol.ContainingType) && !site.Known.Product.IsJobContext(symbol.ContainingType);
        }

        int position = PositionOf(symbol);
        if (boundary is { } function && !function.Contains(position))
            return false;
        if (symbol is IParameterSymbol)
            return symbol is not IParameterSymbol { RefKind: RefKind.Out };

        // Declared before, and not by the statement itself.
        return symbol.DeclaringSyntaxReferences is { IsEmpty: false } references && references[0].Span.End <= node.SpanStart;
    }

    private static int PositionOf(ISymbol symbol) => symbol.Locations.IsEmpty ? 0 : symbol.Locations[0].SourceSpan.Start;

    private static SyntaxNode? StaticFunctionAround(SyntaxNode node) => node.Ancestors().FirstOrDefault(static ancestor => ancestor switch
    {
        AnonymousFunctionExpressionSyntax lambda => lambda.Modifiers.Any(SyntaxKind.StaticKeyword),
        LocalFunctionStatementSyntax function => function.Modifiers.Any(SyntaxKind.StaticKeyword),
        _ => false,
    });
}
