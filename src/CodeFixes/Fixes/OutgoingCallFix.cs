using System.Collections.Immutable;
using AsyncJobs.CodeFixes.Editing;
using AsyncJobs.CodeFixes.Site;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AsyncJobs.CodeFixes.Fixes;

/// <summary>What the fixes of outgoing calls share: none is offered before it was tried out, and many can be made at once.</summary>
public abstract class OutgoingCallFix : CodeFixProvider
{
    internal const string Note = " (the handler has to enter a budget)";

    private protected OutgoingCallFix()
    {
    }

    /// <inheritdoc/>
    public sealed override FixAllProvider GetFixAllProvider() => FixAllAtOnce.Instance;

    /// <inheritdoc/>
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (Diagnostic diagnostic in context.Diagnostics)
        {
            if (await FixSite.OfAsync(context.Document, diagnostic, context.CancellationToken).ConfigureAwait(false) is not { } site)
                continue;

            foreach (IGrouping<string, Fix> alternatives in Find(site).GroupBy(static fix => fix.Key).ToList())
            {
                foreach (Fix fix in alternatives)
                {
                    Solution solution = context.Document.Project.Solution;
                    if (await FixCheck.TryAsync(solution, fix.Edit, [diagnostic], context.CancellationToken).ConfigureAwait(false) is { } changed)
                    {
                        context.RegisterCodeFix(CodeAction.Create(TitleOf(fix, site), _ => Task.FromResult(changed), fix.Key), diagnostic);
                        break;
                    }
                }
            }
        }
    }

    // What relies on a current budget says so where none is ever entered, nor by the fix.
    private static string TitleOf(Fix fix, FixSite site) =>
        fix.Edit.Writes("InvocationBudget.Current") && !fix.Edit.Writes(".Enter()") && site.Project.LacksCurrentBudget(site.CancellationToken)
            ? fix.Title + Note
            : fix.Title;

    /// <summary>The ways to mend a diagnostic. Of those with the same key only the first that works is offered.</summary>
    private protected abstract IEnumerable<Fix> Find(FixSite site);

    internal ImmutableArray<Fix> AlternativesAt(FixSite site, string? key) => [.. Find(site).Where(fix => fix.Key == key)];
}
