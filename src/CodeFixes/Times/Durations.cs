using AsyncJobs.Analyzers.Known;
using AsyncJobs.CodeFixes.Site;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncJobs.CodeFixes.Times;

/// <summary>Writes durations that are no longer than what remains.</summary>
internal static class Durations
{
    /// <summary>At most this long, and at most what remains.</summary>
    /// <param name="site">What is mended.</param>
    /// <param name="time">The fixed time, in whose place it will stand.</param>
    /// <param name="unit">TimeSpan's method for a number of the time's unit.</param>
    public static IEnumerable<(TimeExpression Duration, string Source)> AtMost(FixSite site, ExpressionSyntax time, string? unit)
    {
        if (AsTimeSpan(site, time, unit) is not { } most)
            yield break;

        foreach (TimeExpression budget in Budgets.At(site, time))
            yield return (budget with { Text = $"{budget.Text}.Slice({most}).Remaining" }, budget.Text);

        if (!site.Project.Has("AsyncJobs.InvocationBudget") && Budgets.ContextAt(site, time) is { } context)
        {
            string ticks = most != time.ToString() || IsOperand(time) ? $"{most}.Ticks" : $"({most}).Ticks";
            string timeSpan = TimeSpanAt(site, time);
            string math = SystemType(site, time, "Math");
            yield return (
                new TimeExpression($"{timeSpan}.FromTicks({math}.Min({ticks}, {RemainingTicks(timeSpan, math, context)}))"),
                $"{context}.RemainingTime");
        }
    }

    /// <summary>All that remains but a second, as a duration that is never negative.</summary>
    public static string Remaining(FixSite site, SyntaxNode node, string context)
    {
        string timeSpan = TimeSpanAt(site, node);
        return $"{timeSpan}.FromTicks({RemainingTicks(timeSpan, SystemType(site, node, "Math"), context)})";
    }

    private static string RemainingTicks(string timeSpan, string math, string context) =>
        $"{math}.Max(0, ({context}.RemainingTime - {timeSpan}.FromSeconds(1)).Ticks)";

    /// <summary>A fixed time as a TimeSpan; null if its unit is not known.</summary>
    /// <param name="site">What is mended.</param>
    /// <param name="time">The time as it stands.</param>
    /// <param name="unit">TimeSpan's method for a number of the unit.</param>
    public static string? AsTimeSpan(FixSite site, ExpressionSyntax time, string? unit)
    {
        ITypeSymbol? type = site.Model.GetTypeInfo(time, site.CancellationToken).Type;
        if (site.Known.IsTimeSpan(type))
            return time is ConditionalAccessExpressionSyntax
                || !SymbolEqualityComparer.Default.Equals(type, KnownSymbols.Plain(type)) ? null : time.ToString();

        return KnownSymbols.IsNumber(type) && unit is not null ? $"{TimeSpanAt(site, time)}.{unit}({time})" : null;
    }

    public static string TimeSpanAt(FixSite site, SyntaxNode node) => SystemType(site, node, "TimeSpan");

    /// <summary>The name of a type of System, in full where it is not imported.</summary>
    public static string SystemType(FixSite site, SyntaxNode node, string name) => TypeOf(site, node, "System", name);

    public static string TypeOf(FixSite site, SyntaxNode node, string containingNamespace, string name) =>
        Name.OfType(site.Model, node.SpanStart, containingNamespace, name).First(static way => way.Import is null).Text;

    // What a dot may follow.
    private static bool IsOperand(ExpressionSyntax time) =>
        time is InvocationExpressionSyntax or SimpleNameSyntax or MemberAccessExpressionSyntax or ParenthesizedExpressionSyntax;
}
