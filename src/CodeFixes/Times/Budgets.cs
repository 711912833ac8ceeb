using AsyncJobs.CodeFixes.Site;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.CodeFixes.Times;

/// <summary>Finds the budget that code in a place has.</summary>
internal static class Budgets
{
    /// <summary>The expressions for it, best first; none where the runtime is not referenced.</summary>
    /// <param name="site">What is mended.</param>
    /// <param name="node">The place.</param>
    /// <param name="isDeclared">Whether a budget that has to be made is declared, so that it is disposed of.</param>
    public static IEnumerable<TimeExpression> At(FixSite site, SyntaxNode node, bool isDeclared = false)
    {
        if (!site.Project.Has("AsyncJobs.InvocationBudget"))
            yield break;

        foreach (ISymbol job in ScopeSymbols.OfType(site, node, site.Known.Product.IsJobContext))
            yield return new TimeExpression($"{Name.Escaped(job.Name)}.Budget");

        foreach (ISymbol budget in ScopeSymbols.OfType(site, node, site.Known.Product.IsBudget))
            yield return new TimeExpression(Name.Escaped(budget.Name));

        if (isDeclared && ContextAt(site, node) is not null)
        {
            if (BudgetEntry.Declare(site, node) is { } declared)
                yield return declared;
            yield break;
        }

        foreach (TimeExpression made in OfLambdaContext(site, node))
            yield return made;

        foreach ((string text, string? import) in Name.OfType(site.Model, node.SpanStart, "AsyncJobs", "InvocationBudget"))
            yield return new TimeExpression($"{text}.Current", import);
    }

    /// <summary>The invocation's context of Amazon.Lambda.Core, if there is one in scope.</summary>
    public static string? ContextAt(FixSite site, SyntaxNode node) =>
        ScopeSymbols.OfType(site, node, site.Known.Product.IsLambdaContext).FirstOrDefault(static symbol =>
            symbol is ILocalSymbol or IParameterSymbol) is { } context
            ? Name.Escaped(context.Name)
            : null;

    // A function of one's own has entered no budget unless it made one: it is made from what the platform gave.
    private static IEnumerable<TimeExpression> OfLambdaContext(FixSite site, SyntaxNode node)
    {
        if (ContextAt(site, node) is not { } context)
            yield break;

        if (site.Project.Has("AsyncJobs.BudgetLambdaContextExtensions"))
            yield return new TimeExpression($"{context}.CreateBudget()", Imported(site, node, "BudgetLambdaContextExtensions"));

        foreach ((string text, string? import) in Name.OfType(site.Model, node.SpanStart, "AsyncJobs", "InvocationBudget"))
        {
            string reserve = $"{Durations.TimeSpanAt(site, node)}.FromSeconds(1)";
            yield return new TimeExpression($"{text}.FromRemaining({context}.RemainingTime, {reserve})", import);
        }
    }

    private static string? Imported(FixSite site, SyntaxNode node, string type) =>
        Name.OfType(site.Model, node.SpanStart, "AsyncJobs", type).First().Import;
}
