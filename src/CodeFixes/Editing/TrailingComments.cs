using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace AsyncJobs.CodeFixes.Editing;

/// <summary>Moves comments that go on below one at the end of a line: they begin in its column, also after a change in that line.</summary>
internal static class TrailingComments
{
    /// <summary>The changed text with its comments where they belong.</summary>
    /// <param name="root">The file as it was.</param>
    /// <param name="text">Its text.</param>
    /// <param name="changes">What changes, in order.</param>
    /// <param name="changed">The text with these changes.</param>
    public static SourceText Align(SyntaxNode root, SourceText text, IReadOnlyList<TextChange> changes, SourceText changed)
    {
        List<TextChange> moves = [];
        foreach (SyntaxTrivia comment in root.DescendantTrivia().Where(static trivia => trivia.IsKind(SyntaxKind.SingleLineCommentTrivia)))
        {
            TextLine line = text.Lines.GetLineFromPosition(comment.SpanStart);
            int column = comment.SpanStart - line.Start;
            if (IsBlank(text, line.Start, comment.SpanStart)
                || !changes.Any(change => change.Span.Start <= comment.SpanStart && change.Span.End >= line.Start))
            {
                continue;
            }

            int wanted = ColumnOf(changed, Moved(comment.SpanStart, changes));
            for (int next = line.LineNumber + 1; next < text.Lines.Count && BeginsWithComment(text.Lines[next], column); next++)
            {
                int start = Moved(text.Lines[next].Start + column, changes);
                int lineStart = changed.Lines.GetLineFromPosition(start).Start;
                if (IsBlank(changed, lineStart, start))
                    moves.Add(new TextChange(TextSpan.FromBounds(lineStart, start), new string(' ', wanted)));
            }
        }

        return moves.Count == 0 ? changed : changed.WithChanges(moves);
    }

    private static bool BeginsWithComment(TextLine line, int column)
    {
        string text = line.ToString();
        return text.Length > column && text.TrimStart().StartsWith("//", StringComparison.Ordinal) && text.Length - text.TrimStart().Length == column;
    }

    private static bool IsBlank(SourceText text, int start, int end) => string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(start, end)));

    private static int ColumnOf(SourceText text, int position) => position - text.Lines.GetLineFromPosition(position).Start;

    private static int Moved(int position, IReadOnlyList<TextChange> changes) =>
        position + changes.Where(change => change.Span.End <= position).Sum(static change => (change.NewText?.Length ?? 0) - change.Span.Length);
}
