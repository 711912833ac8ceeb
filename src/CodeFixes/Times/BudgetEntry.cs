using System.Collections.Immutable;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.CodeFixes.Editing;
using AsyncJobs.CodeFixes.Site;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AsyncJobs.CodeFixes.Times;

/// <summary>Writes into a handler that it enters the budget of its invocation, for all that it does.</summary>
internal static class BudgetEntry
{
    private const string Budget = "budget";

    /// <summary>The change that enters a budget in each of these handlers; null if one of them cannot have it.</summary>
    public static Edit? Into(FixSite site, ImmutableArray<HandlerFunction> handlers)
    {
        Edit edit = new();
        foreach (HandlerFunction handler in handlers)
        {
            if (Into(site, handler) is not { } entered || !edit.TryAdd(entered))
                return null;
        }

        return edit;
    }

    /// <summary>
    /// The change that enters a budget in the handlers that reach a place and enter none; empty if there are none, null if one cannot have it.
    /// </summary>
    public static Edit? IntoHandlersOf(FixSite site, SyntaxNode node) => Into(site, ReachedAt(site, node)?.WithoutBudget ?? []);

    /// <summary>What of the invocations reaches a place; null where there is no code that runs.</summary>
    public static ReachedBy? ReachedAt(FixSite site, SyntaxNode node) =>
        Tokens.OperationAround(site, node) is { } operation ? site.Flow.Code.Entries.Of(operation, site.CancellationToken) : null;

    /// <summary>Whether all that runs a call is seen to be invocations, which enter a budget or can.</summary>
    public static bool IsCertain(FixSite site, IOperation call) =>
        site.Flow.Code.Entries.Of(call, site.CancellationToken) is { IsReached: true, IsReachedOutside: false };

    /// <summary>
    /// The budget of the invocation, declared at the start of the function that is given the context, or of the durable operation's body around a
    /// place; null where that cannot be.
    /// </summary>
    public static TimeExpression? Declare(FixSite site, SyntaxNode node)
    {
        foreach (SyntaxNode function in node.Ancestors())
        {
            if (SymbolOf(site, function) is not { } symbol || ContextOf(site, symbol, node) is not { } context)
                continue;

            Edit declaration = new();
            string budget = Name.Unused(function, Budget);
            return FunctionStart.TryWrite(site, declaration, function, symbol, Line(site, declaration, function, budget, context))
                ? new TimeExpression(budget) { Declaration = declaration }
                : null;
        }

        return null;
    }

    /// <summary>The declaration of a budget.</summary>
    /// <param name="site">What is mended.</param>
    /// <param name="edit">Takes the namespaces that it needs.</param>
    /// <param name="function">The function that it is declared in.</param>
    /// <param name="budget">Its name.</param>
    /// <param name="context">The context of Lambda.</param>
    public static StartLine Line(FixSite site, Edit edit, SyntaxNode function, string budget, string context) =>
        new($"{Declared(site, edit, function, "InvocationBudget")} {budget} = {Made(site, edit, function, context)}");

    /// <summary>The function that a node declares; null if it declares none.</summary>
    public static IMethodSymbol? SymbolOf(FixSite site, SyntaxNode node) => node switch
    {
        AnonymousFunctionExpressionSyntax =>
            site.Project.ModelOf(node.SyntaxTree).GetSymbolInfo(node, site.CancellationToken).Symbol as IMethodSymbol,
        BaseMethodDeclarationSyntax or LocalFunctionStatementSyntax =>
            site.Project.ModelOf(node.SyntaxTree).GetDeclaredSymbol(node, site.CancellationToken) as IMethodSymbol,
        _ => null,
    };

    // The body of a durable operation has the invocation's time too, and ends before the workflow does.
    private static string? ContextOf(FixSite site, IMethodSymbol symbol, SyntaxNode node) =>
        Budgets.ContextOf(site, symbol) ?? (site.Known.Durable.IsBody(symbol) ? Budgets.ContextAt(site, node) : null);

    private static Edit? Into(FixSite site, HandlerFunction handler)
    {
        SyntaxNode function = handler.Syntax;
        if (!site.Project.Has("AsyncJobs.InvocationBudget") || Budgets.ContextOf(site, handler.Symbol) is not { } context
            || Yields(function))
        {
            return null;
        }

        Edit edit = new();
        if (Tokens.BlockOf(function) is { } body && FunctionStart.HasUsingDeclarations(function) && BudgetIn(site, body) is { } made)
        {
            SourceText text = body.SyntaxTree.GetText(site.CancellationToken);
            string entered = Entered(site, edit, function, made.Declaration.Variables[0].Identifier.Text).Text;
            edit.Insert(body.SyntaxTree, made.Span.End, $"{EditedSolution.NewLineOf(text)}{Tokens.IndentationOf(made)}using {entered};");
            return edit;
        }

        string budget = Name.Unused(function, Budget);
        return FunctionStart.TryWrite(
            site, edit, function, handler.Symbol, Line(site, edit, function, budget, context), Entered(site, edit, function, budget))
            ? edit
            : null;
    }

    // What an iterator enters is left again with the first element that it yields.
    private static bool Yields(SyntaxNode function) =>
        function.DescendantNodes(node => node == function || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .Any(static node => node is YieldStatementSyntax);

    // using InvocationBudget budget = context.CreateBudget(); that is there already.
    private static LocalDeclarationStatementSyntax? BudgetIn(FixSite site, BlockSyntax body)
    {
        SemanticModel model = site.Project.ModelOf(body.SyntaxTree);
        return body.Statements.OfType<LocalDeclarationStatementSyntax>().FirstOrDefault(statement =>
            statement.Declaration.Variables.Count == 1
            && model.GetDeclaredSymbol(statement.Declaration.Variables[0], site.CancellationToken) is ILocalSymbol local
            && site.Known.Product.IsBudget(local.Type)
            && statement.Declaration.Variables[0].Initializer?.Value is InvocationExpressionSyntax);
    }

    private static StartLine Entered(FixSite site, Edit edit, SyntaxNode function, string budget) =>
        new($"{Declared(site, edit, function, "EnteredScope")} {Name.Unused(function, "entered")} = {budget}.Enter()");

    private static string Declared(FixSite site, Edit edit, SyntaxNode function, string type)
    {
        if (Tokens.UsesVar(function.SyntaxTree))
            return "var";

        (string text, string? import) = Name.OfType(site.Project.ModelOf(function.SyntaxTree), function.SpanStart, "AsyncJobs", type).First();
        edit.Import(function.SyntaxTree, import);
        return text;
    }

    private static string Made(FixSite site, Edit edit, SyntaxNode function, string context)
    {
        SemanticModel model = site.Project.ModelOf(function.SyntaxTree);
        if (site.Project.Has("AsyncJobs.BudgetLambdaContextExtensions"))
        {
            edit.Import(function.SyntaxTree, Name.OfType(model, function.SpanStart, "AsyncJobs", "BudgetLambdaContextExtensions").First().Import);
            return $"{context}.CreateBudget()";
        }

        (string budget, string? import) = Name.OfType(model, function.SpanStart, "AsyncJobs", "InvocationBudget").First();
        edit.Import(function.SyntaxTree, import);
        string timeSpan = Name.OfType(model, function.SpanStart, "System", "TimeSpan").First(static way => way.Import is null).Text;
        return $"{budget}.FromRemaining({context}.RemainingTime, {timeSpan}.FromSeconds(1))";
    }
}
