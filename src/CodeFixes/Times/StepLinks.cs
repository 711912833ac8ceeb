using AsyncJobs.Analyzers.Index;
using AsyncJobs.CodeFixes.Editing;
using AsyncJobs.CodeFixes.Site;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace AsyncJobs.CodeFixes.Times;

/// <summary>Links the token of a durable operation's body, which does not fire for the deadline, with the budget's.</summary>
internal static class StepLinks
{
    private const string Limit = "limit";
    private const string Budget = "budget";

    /// <summary>Whether a parameter is the token of a durable operation's body, and of nothing that ends in time.</summary>
    public static bool IsStepToken(FixSite site, IParameterSymbol parameter, IOperation near) =>
        site.Known.IsToken(parameter.Type)
        && parameter.ContainingSymbol is IMethodSymbol function
        && DurableBodies.IsBody(site.Flow.Code, function, near, out IInvocationOperation? operation, site.CancellationToken)
        && !(operation is not null && LambdaUse.TokenOf(site.Known, operation) is { } given
            && site.Flow.Values.Of(given, site.CancellationToken).IsDerived);

    /// <summary>The ways to declare a source at the start of the body that is linked with both, best first.</summary>
    public static IEnumerable<TimeExpression> Of(FixSite site, IParameterSymbol token)
    {
        if (token.ContainingSymbol is not IMethodSymbol { DeclaringSyntaxReferences: { Length: 1 } declarations } symbol
            || declarations[0].GetSyntax(site.CancellationToken) is not { } function
            || function.SyntaxTree != site.Tree
            || BodyOf(function) is not { } start)
        {
            yield break;
        }

        string limit = Name.Unused(function, Limit);
        if (site.Project.Has("AsyncJobs.InvocationBudget"))
        {
            foreach ((Edit edit, StartLine[] before, string budget) in BudgetsAt(site, function, start))
            {
                StartLine linked = new(Linked(site, start, limit, $"{Name.Escaped(token.Name)}, {budget}.Token"));
                if (FunctionStart.TryWrite(site, edit, function, symbol, [.. before, linked]))
                    yield return new TimeExpression($"{limit}.Token") { Declaration = edit };
            }
        }
        else if (Budgets.ContextAt(site, start) is { } context)
        {
            Edit edit = new();
            StartLine linked = new(Linked(site, start, limit, Name.Escaped(token.Name)));
            StartLine after = new($"{limit}.CancelAfter({Durations.Remaining(site, start, context)})", IsDisposed: false);
            if (FunctionStart.TryWrite(site, edit, function, symbol, linked, after))
                yield return new TimeExpression($"{limit}.Token") { Declaration = edit };
        }
    }

    // What is at hand where the body starts, or one that is made from the context there.
    private static IEnumerable<(Edit Edit, StartLine[] Before, string Budget)> BudgetsAt(FixSite site, SyntaxNode function, SyntaxNode start)
    {
        foreach (ISymbol budget in ScopeSymbols.OfType(site, start, site.Known.Product.IsBudget))
            yield return (new Edit(), [], Name.Escaped(budget.Name));

        if (Budgets.ContextAt(site, start) is { } context)
        {
            Edit edit = new();
            string budget = Name.Unused(function, Budget);
            yield return (edit, [BudgetEntry.Line(site, edit, function, budget, context)], budget);
            yield break;
        }

        // There is none where no handler that can be seen enters it, or could.
        ReachedBy? reached = BudgetEntry.ReachedAt(site, start);
        if (reached is not { IsReached: true } || BudgetEntry.Into(site, reached.WithoutBudget) is not { } entry)
            yield break;

        foreach ((string text, string? import) in Name.OfType(site.Model, start.SpanStart, "AsyncJobs", "InvocationBudget"))
        {
            Edit edit = new();
            edit.TryAdd(entry);
            edit.Import(site.Tree, import);
            yield return (edit, [], $"{text}.Current");
        }
    }

    private static string Linked(FixSite site, SyntaxNode start, string limit, string tokens)
    {
        string type = Durations.TypeOf(site, start, "System.Threading", "CancellationTokenSource");
        return $"{(Tokens.UsesVar(site.Tree) ? "var" : type)} {limit} = {type}.CreateLinkedTokenSource({tokens})";
    }

    private static SyntaxNode? BodyOf(SyntaxNode function) => Tokens.BlockOf(function) is { } block
        ? block.Statements.Count > 0 ? block.Statements[0] : block
        : function switch
        {
            LambdaExpressionSyntax lambda => lambda.ExpressionBody,
            MethodDeclarationSyntax method => method.ExpressionBody?.Expression,
            LocalFunctionStatementSyntax local => local.ExpressionBody?.Expression,
            _ => null,
        };
}
