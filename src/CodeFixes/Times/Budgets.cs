using AsyncJobs.Analyzers.Known;
using AsyncJobs.CodeFixes.Site;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.CodeFixes.Times;

/// <summary>Finds the budget that code in a place has.</summary>
internal static class Budgets
{
    /// <summary>The expressions for it, best first; none where the runtime is not referenced.</summary>
    /// <param name="site">What is mended.</param>
    /// <param name="node">The place.</param>
    public static IEnumerable<TimeExpression> At(FixSite site, SyntaxNode node)
    {
        if (!site.Project.Has("AsyncJobs.InvocationBudget"))
            yield break;

        foreach (ISymbol job in ScopeSymbols.OfType(site, node, site.Known.Product.IsJobContext))
            yield return new TimeExpression($"{Name.Escaped(job.Name)}.Budget");

        foreach (ISymbol budget in ScopeSymbols.OfType(site, node, site.Known.Product.IsBudget))
            yield return new TimeExpression(Name.Escaped(budget.Name));

        // A function of one's own has entered no budget unless it made one: it is made from what the platform gave.
        if (ContextAt(site, node) is not null)
        {
            if (BudgetEntry.Declare(site, node) is { } declared)
                yield return declared;
            yield break;
        }

        // Code that runs before any invocation alone never has a current one.
        if (BudgetEntry.ReachedAt(site, node) is { IsReached: false, IsReachedOutside: true }
            || BudgetEntry.IntoHandlersOf(site, node) is not { } entry)
            yield break;

        foreach ((string text, string? import) in Name.OfType(site.Model, node.SpanStart, "AsyncJobs", "InvocationBudget"))
            yield return new TimeExpression($"{text}.Current", import) { Declaration = entry, IsCurrent = true };
    }

    /// <summary>The invocation's context of Amazon.Lambda.Core, if there is one in scope, also by way of a durable workflow's.</summary>
    public static string? ContextAt(FixSite site, SyntaxNode node) =>
        ScopeSymbols.OfType(site, node, type => site.Known.Product.IsLambdaContext(type) || site.Known.Durable.IsWorkflowContext(type))
            .FirstOrDefault(static symbol => symbol is ILocalSymbol or IParameterSymbol) is { } context
            ? TextOf(site, context, ScopeSymbols.TypeOf(context))
            : null;

    /// <summary>The context of Amazon.Lambda.Core that a function is given; null for none.</summary>
    public static string? ContextOf(FixSite site, IMethodSymbol function) =>
        function.Parameters.FirstOrDefault(parameter =>
            site.Known.Product.IsLambdaContext(parameter.Type) || site.Known.Durable.IsWorkflowContext(parameter.Type)) is { } context
            ? TextOf(site, context, context.Type)
            : null;

    private static string TextOf(FixSite site, ISymbol context, ITypeSymbol? type) =>
        site.Known.Durable.IsWorkflowContext(type) ? $"{Name.Escaped(context.Name)}.{KnownDurable.LambdaContext}" : Name.Escaped(context.Name);
}
