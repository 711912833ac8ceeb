using System.Collections.Immutable;
using AsyncJobs.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AsyncJobs.CodeFixes.Fixes;

/// <summary>
/// Adds to the Starts of many jobs at once. The start may be in another file than the job, so that files cannot be mended one by one.
/// </summary>
internal sealed class FixAllStarts : FixAllProvider
{
    public static FixAllStarts Instance { get; } = new();

    public override async Task<CodeAction?> GetFixAsync(FixAllContext fixAllContext)
    {
        ImmutableArray<Diagnostic> diagnostics = await FixAllAtOnce.FindAsync(fixAllContext).ConfigureAwait(false);
        Edit edit = await NameStartFix.EditOfAsync(diagnostics, fixAllContext.CancellationToken).ConfigureAwait(false);
        return await FixCheck.TryAsync(fixAllContext.Solution, edit, [], fixAllContext.CancellationToken).ConfigureAwait(false) is { } changed
            ? CodeAction.Create("Fix all", _ => Task.FromResult(changed), fixAllContext.CodeActionEquivalenceKey)
            : null;
    }
}
