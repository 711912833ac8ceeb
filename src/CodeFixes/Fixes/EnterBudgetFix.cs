using System.Collections.Immutable;
using System.Composition;
using AsyncJobs.Analyzers.Index;
using AsyncJobs.CodeFixes.Editing;
using AsyncJobs.CodeFixes.Site;
using AsyncJobs.CodeFixes.Times;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AsyncJobs.CodeFixes.Fixes;

/// <summary>Enters the invocation's budget in the handlers from which a call of a client under the budget is reached.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(EnterBudgetFix))]
[Shared]
public sealed class EnterBudgetFix : OutgoingCallFix
{
    internal const string Key = "AsyncJobs.EnterBudget";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["AJ1013"];

    private protected override IEnumerable<Fix> Find(FixSite site)
    {
        if (site.Call is not { } call || site.Model.GetOperation(call, site.CancellationToken) is not { } operation)
            yield break;

        ImmutableArray<HandlerFunction> handlers = site.Flow.Code.Entries.Of(operation, site.CancellationToken).WithoutBudget;
        if (BudgetEntry.Into(site, handlers) is { } edit)
            yield return new Fix(handlers.Length == 1 ? "Enter a budget in the handler" : "Enter a budget in the handlers", Key, edit);
    }
}
