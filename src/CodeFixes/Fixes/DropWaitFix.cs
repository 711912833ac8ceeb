using System.Collections.Immutable;
using System.Composition;
using AsyncJobs.CodeFixes.Calls;
using AsyncJobs.CodeFixes.Editing;
using AsyncJobs.CodeFixes.Site;
using AsyncJobs.CodeFixes.Times;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AsyncJobs.CodeFixes.Fixes;

/// <summary>Awaits a call itself, and passes it the token, in place of a wait that gives it up and leaves it running.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DropWaitFix))]
[Shared]
public sealed class DropWaitFix : OutgoingCallFix
{
    internal const string Key = "AsyncJobs.DropWait";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["AJ1004"];

    private protected override IEnumerable<Fix> Find(FixSite site)
    {
        if (WaitedCall.At(site) is not { HandlesTimeout: false } wait)
            yield break;

        foreach (TimeExpression token in Tokens.At(site, wait.Calls[0]).Where(token => Ends(site, wait, token)))
        {
            Edit edit = new();
            if (wait.TryPass(edit, token) && wait.TryDrop(edit))
                yield return new Fix($"Pass '{token.Text}' and drop the wait", Key, edit);
        }
    }

    // Where no invocation is seen to come by, the current budget may be none, and the wait was all that ended.
    private static bool Ends(FixSite site, WaitedCall wait, TimeExpression token) =>
        !token.IsCurrent
        || (site.Model.GetOperation(wait.Calls[0], site.CancellationToken) is { } call && BudgetEntry.IsCertain(site, call));
}
