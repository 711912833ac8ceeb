using AsyncJobs.Analyzers.Known;
using AsyncJobs.Analyzers.Values;
using AsyncJobs.CodeFixes.Editing;
using AsyncJobs.CodeFixes.Site;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AsyncJobs.CodeFixes.Times;

/// <summary>Finds the token that code in a place should pass on.</summary>
internal static class Tokens
{
    /// <summary>The expressions for it, best first.</summary>
    /// <param name="site">What is mended.</param>
    /// <param name="node">The place.</param>
    public static IEnumerable<TimeExpression> At(FixSite site, SyntaxNode node) => At(site, node, StepLinks.Of);

    /// <summary>The expressions for one that is linked with others, best first.</summary>
    /// <param name="site">What is mended.</param>
    /// <param name="node">The place.</param>
    public static IEnumerable<TimeExpression> ToLinkAt(FixSite site, SyntaxNode node) =>
        At(site, node, static (_, _) => []).Where(static token => token.IsDerived);

    private static IEnumerable<TimeExpression> At(
        FixSite site, SyntaxNode node, Func<FixSite, IParameterSymbol, IEnumerable<TimeExpression>> ofStep)
    {
        foreach (TimeExpression token in OfVariables(site, node, ofStep))
            yield return token;

        foreach (ISymbol job in ScopeSymbols.OfType(site, node, site.Known.Product.IsJobContext))
            yield return new TimeExpression($"{Name.Escaped(job.Name)}.CancellationToken");

        foreach (TimeExpression budget in Budgets.At(site, node))
            yield return budget with { Text = $"{budget.Text}.Token" };

        if (!site.Project.Has("AsyncJobs.InvocationBudget") && OfDeclaredSource(site, node) is { } declared)
            yield return declared;
    }

    private static IEnumerable<TimeExpression> OfVariables(
        FixSite site, SyntaxNode node, Func<FixSite, IParameterSymbol, IEnumerable<TimeExpression>> ofStep)
    {
        IOperation? near = OperationAround(site, node);
        foreach (ISymbol symbol in ScopeSymbols.OfType(site, node, type => IsToken(site, type) || site.Known.IsTokenSource(type)))
        {
            bool isSource = site.Known.IsTokenSource(ScopeSymbols.TypeOf(symbol));
            string text = isSource ? $"{Name.Escaped(symbol.Name)}.Token" : Name.Escaped(symbol.Name);
            if (symbol is IParameterSymbol step && near is not null && StepLinks.IsStepToken(site, step, near))
            {
                foreach (TimeExpression linked in ofStep(site, step))
                    yield return linked;
            }
            else if (symbol is IParameterSymbol { ContainingSymbol: IMethodSymbol method })
            {
                if (!isSource && (method.MethodKind != MethodKind.Constructor || IsInConstructor(site, node)))
                    yield return new TimeExpression(text, IsDerived: site.Known.Product.IsJob(method));
            }
            else if (near is not null)
            {
                ValueOrigin origin = new OriginEvaluator(site.Flow.Values, site.CancellationToken) { FollowsCallers = true }.OfVariable(symbol, near);
                bool isCallers = symbol is ILocalSymbol && origin.Has(ValueKinds.Parameter) && !origin.Has(ValueKinds.Fixed | ValueKinds.Unlimited);
                if (origin.IsDerived || isCallers)
                    yield return new TimeExpression(text, IsDerived: origin.IsDerived);
            }
        }
    }

    private static bool IsToken(FixSite site, ITypeSymbol type) =>
        site.Known.IsToken(type) && SymbolEqualityComparer.Default.Equals(type, KnownSymbols.Plain(type));

    private static bool IsInConstructor(FixSite site, SyntaxNode node) =>
        site.Model.GetEnclosingSymbol(node.SpanStart, site.CancellationToken) is IMethodSymbol { MethodKind: MethodKind.Constructor };

    /// <summary>The innermost operation that a node is part of.</summary>
    public static IOperation? OperationAround(FixSite site, SyntaxNode node)
    {
        foreach (SyntaxNode ancestor in node.AncestorsAndSelf())
        {
            if (ancestor is ExpressionSyntax or StatementSyntax && site.Model.GetOperation(ancestor, site.CancellationToken) is { } operation)
                return operation;
        }

        return null;
    }

    // using CancellationTokenSource remaining = new CancellationTokenSource(…); at the start of the function that is given the context, once for all
    // its calls.
    private static TimeExpression? OfDeclaredSource(FixSite site, SyntaxNode node)
    {
        if (Budgets.ContextAt(site, node) is null)
            return null;

        foreach (SyntaxNode function in node.Ancestors())
        {
            if (BudgetEntry.SymbolOf(site, function) is not { } symbol || Budgets.ContextOf(site, symbol) is not { } context)
                continue;

            SyntaxNode start = BlockOf(function) is { Statements: { Count: > 0 } statements } ? statements[0] : node;
            string type = Durations.TypeOf(site, start, "System.Threading", "CancellationTokenSource");
            string name = Name.Unused(function, "remaining");
            string declared = $"{(UsesVar(site.Tree) ? "var" : type)} {name} = new {type}({Durations.Remaining(site, start, context)})";
            Edit declaration = new();
            return FunctionStart.TryWrite(site, declaration, function, symbol, new StartLine(declared))
                ? new TimeExpression($"{name}.Token") { Declaration = declaration }
                : null;
        }

        return null;
    }

    /// <summary>The body of a function, where it is a block.</summary>
    public static BlockSyntax? BlockOf(SyntaxNode function) => function switch
    {
        BaseMethodDeclarationSyntax method => method.Body,
        LocalFunctionStatementSyntax local => local.Body,
        AnonymousFunctionExpressionSyntax lambda => lambda.Block,
        _ => null,
    };

    /// <summary>Whether a function is asynchronous.</summary>
    public static bool IsAsync(SyntaxNode function) => function switch
    {
        BaseMethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax local => local.Modifiers.Any(SyntaxKind.AsyncKeyword),
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.IsKind(SyntaxKind.AsyncKeyword),
        _ => false,
    };

    /// <summary>Whether a file declares variables by var.</summary>
    public static bool UsesVar(SyntaxTree tree) => tree.GetRoot().DescendantNodes().Any(static node => node is IdentifierNameSyntax { IsVar: true });

    /// <summary>What stands before a statement on its line.</summary>
    public static string IndentationOf(SyntaxNode node)
    {
        SyntaxTrivia last = node.GetLeadingTrivia().LastOrDefault();
        return last.IsKind(SyntaxKind.WhitespaceTrivia) ? last.ToString() : "";
    }

    /// <summary>The white space that the line of a position begins with.</summary>
    public static string IndentationOf(SourceText text, int position)
    {
        string line = text.Lines.GetLineFromPosition(position).ToString();
        return line.Substring(0, line.Length - line.TrimStart().Length);
    }
}
