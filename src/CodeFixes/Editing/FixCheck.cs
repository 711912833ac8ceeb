using System.Collections.Immutable;
using System.Globalization;
using AsyncJobs.CodeFixes.Site;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.CodeFixes.Editing;

/// <summary>Tries fixes out: one is worth offering only if the result compiles and the rules have less to say of it.</summary>
internal static class FixCheck
{
    /// <summary>The solution after an edit; null if that does not compile or does not mend what it should.</summary>
    /// <param name="solution">The solution as it is.</param>
    /// <param name="edit">What to change.</param>
    /// <param name="mended">The diagnostics that have to be gone.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<Solution?> TryAsync(Solution solution, Edit edit, ImmutableArray<Diagnostic> mended, CancellationToken cancellationToken)
    {
        if (edit.IsEmpty || await EditedSolution.ApplyAsync(solution, edit, cancellationToken).ConfigureAwait(false) is not { } changed)
            return null;

        HashSet<SyntaxTree> trees = [.. edit.Trees, .. mended.Select(static diagnostic => diagnostic.Location.SourceTree).OfType<SyntaxTree>()];
        Dictionary<string, int> more = new(StringComparer.Ordinal);
        foreach (SyntaxTree tree in trees)
        {
            Document? old = solution.GetDocument(tree);
            Document? fresh = old is null ? null : changed.GetDocument(old.Id);
            if (old is null || fresh is null
                || await ProjectView.OfAsync(old.Project, cancellationToken).ConfigureAwait(false) is not { } oldView
                || await ProjectView.OfAsync(fresh.Project, cancellationToken).ConfigureAwait(false) is not { } freshView
                || await fresh.GetSyntaxTreeAsync(cancellationToken).ConfigureAwait(false) is not { } freshTree)
            {
                return null;
            }

            if (HasMore(freshView.ErrorsIn(freshTree, cancellationToken), oldView.ErrorsIn(tree, cancellationToken)))
                return null;

            ImmutableArray<Diagnostic> oldFindings = await oldView.FindingsInAsync(tree, cancellationToken).ConfigureAwait(false);
            ImmutableArray<Diagnostic> freshFindings = await freshView.FindingsInAsync(freshTree, cancellationToken).ConfigureAwait(false);
            Count(more, oldFindings.Where(finding => !mended.Any(diagnostic => IsSame(diagnostic, finding))), -1);
            Count(more, freshFindings, 1);
        }

        // One fault is not traded for another.
        return more.Values.All(static count => count <= 0) ? changed : null;
    }

    private static void Count(Dictionary<string, int> counts, IEnumerable<Diagnostic> findings, int step)
    {
        foreach (Diagnostic finding in findings)
            counts[finding.Id] = (counts.TryGetValue(finding.Id, out int count) ? count : 0) + step;
    }

    private static bool IsSame(Diagnostic one, Diagnostic other) => one.Id == other.Id && one.Location.SourceSpan == other.Location.SourceSpan;

    // Compared by what they say: their places move.
    private static bool HasMore(ImmutableArray<Diagnostic> fresh, ImmutableArray<Diagnostic> old)
    {
        List<string> left = [.. old.Select(TextOf)];
        return fresh.Any(error => !left.Remove(TextOf(error)));
    }

    private static string TextOf(Diagnostic diagnostic) => diagnostic.Id + diagnostic.GetMessage(CultureInfo.InvariantCulture);
}
