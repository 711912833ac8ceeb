using System.Collections.Immutable;
using System.Composition;
using AsyncJobs.CodeFixes.Calls;
using AsyncJobs.CodeFixes.Editing;
using AsyncJobs.CodeFixes.Site;
using AsyncJobs.CodeFixes.Times;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AsyncJobs.CodeFixes.Fixes;

/// <summary>Passes a token that fires with the invocation's time to calls and reads that have none.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(PassTokenFix))]
[Shared]
public sealed class PassTokenFix : OutgoingCallFix
{
    internal const string Key = "AsyncJobs.PassToken";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ["AJ1002", "AJ1006", "AJ1009"];

    private protected override IEnumerable<Fix> Find(FixSite site)
    {
        if (site.Node is not SimpleNameSyntax name)
            yield break;

        foreach (TimeExpression token in Tokens.At(site, name))
        {
            IEnumerable<Edit> edits = site.Call is { } call
                ? TokenArgument.Pass(site, call, token)
                : TokenArgument.PassToGroup(site, CallSyntax.Whole(name), token);
            foreach (Edit edit in edits)
                yield return new Fix(TitleOf(token), Key, edit);
        }
    }

    internal static string TitleOf(TimeExpression token) => $"Pass '{token.Text}'";
}
