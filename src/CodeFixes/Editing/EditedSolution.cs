using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AsyncJobs.CodeFixes.Editing;

/// <summary>Applies edits.</summary>
internal static class EditedSolution
{
    /// <summary>The solution after an edit; null if a file of the edit is none that a person writes.</summary>
    public static async Task<Solution?> ApplyAsync(Solution solution, Edit edit, CancellationToken cancellationToken)
    {
        Solution changed = solution;
        foreach (SyntaxTree tree in edit.Trees)
        {
            Document? document = solution.GetDocument(tree);
            if (document is null or SourceGeneratedDocument
                || await tree.GetRootAsync(cancellationToken).ConfigureAwait(false) is not CompilationUnitSyntax root)
            {
                return null;
            }

            SourceText text = await tree.GetTextAsync(cancellationToken).ConfigureAwait(false);
            string newLine = NewLineOf(text);
            List<TextChange> changes = [.. edit.ChangesIn(tree)];
            List<TextChange> directives = [.. edit.ImportsOf(tree).Select(name => UsingDirective.Of(root, name, newLine))];
            changes.AddRange(Joined(directives));
            changes.AddRange(edit.StepsIn(tree).SelectMany(step => Indented(root, text, step.Lines, step.Step, edit.ChangesIn(tree))));
            List<TextChange> inOrder = [.. changes.OrderBy(static change => change.Span.Start).ThenBy(static change => change.Span.End)];
            changed = changed.WithDocumentText(document.Id, TrailingComments.Align(root, text, inOrder, text.WithChanges(inOrder)));
        }

        return changed;
    }

    /// <summary>How the lines of a text end.</summary>
    public static string NewLineOf(SourceText text)
    {
        TextLine first = text.Lines[0];
        return first.EndIncludingLineBreak > first.End ? text.ToString(TextSpan.FromBounds(first.End, first.EndIncludingLineBreak)) : "\n";
    }

    // Not what goes, and not the lines of a text that covers several.
    private static IEnumerable<TextChange> Indented(
        SyntaxNode root, SourceText text, TextSpan span, string step, IReadOnlyList<TextChange> changes)
    {
        foreach (TextLine line in text.Lines.Where(line => line.Start > span.Start && line.Start <= span.End))
        {
            SyntaxToken token = root.FindToken(line.Start);
            if (!string.IsNullOrWhiteSpace(line.ToString()) && !(token.SpanStart < line.Start && line.Start < token.Span.End)
                && !changes.Any(change => change.Span.Start <= line.Start && line.Start < change.Span.End))
            {
                yield return new TextChange(new TextSpan(line.Start, 0), step);
            }
        }
    }

    // Two directives may belong in the same place.
    private static IEnumerable<TextChange> Joined(List<TextChange> changes) =>
        changes.GroupBy(static change => change.Span).Select(static group =>
            new TextChange(group.Key, string.Concat(group.Select(static change => change.NewText))));
}
