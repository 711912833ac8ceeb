using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AsyncJobs.CodeFixes.Editing;

/// <summary>Finds the comments that stand around what a fix takes out, so that they stay.</summary>
internal static class Comments
{
    /// <summary>Whether anything is said in a part of a file.</summary>
    public static bool AreIn(SyntaxTree tree, TextSpan span) => tree.GetRoot().DescendantTrivia(span).Any(trivia =>
        span.Contains(trivia.Span) && !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !trivia.IsKind(SyntaxKind.EndOfLineTrivia));

    /// <summary>Whether anything is said between a link of a chain and the one before it.</summary>
    public static bool AreBefore(MemberAccessExpressionSyntax link) =>
        AreIn(link.SyntaxTree, TextSpan.FromBounds(link.Expression.Span.End, link.OperatorToken.SpanStart));

    /// <summary>
    /// What has to be deleted for a call to leave its chain, with its line; a comment above it stays. What follows a comment has to stay on another
    /// line.
    /// </summary>
    public static TextSpan SpanOfLink(InvocationExpressionSyntax call, MemberAccessExpressionSyntax link)
    {
        if (!AreBefore(link))
            return TextSpan.FromBounds(link.Expression.Span.End, call.Span.End);

        return LineOf(call, link) ?? WithGap(call.SyntaxTree.GetText(), TextSpan.FromBounds(link.OperatorToken.SpanStart, call.Span.End));
    }

    /// <summary>What goes from the beginning of a line, with the white space up to a comment behind it, which then begins the line.</summary>
    public static TextSpan WithGap(SourceText text, TextSpan span)
    {
        TextLine line = text.Lines.GetLineFromPosition(span.Start);
        string behind = text.ToString(TextSpan.FromBounds(span.End, text.Lines.GetLineFromPosition(span.End).End));
        return string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(line.Start, span.Start)))
            && behind.TrimStart().StartsWith("/", StringComparison.Ordinal)
            ? TextSpan.FromBounds(span.Start, span.End + behind.Length - behind.TrimStart().Length)
            : span;
    }

    /// <summary>Where a line ends that has nothing more after a position than a comment; the position where it has.</summary>
    public static int EndBehind(SourceText text, int position)
    {
        TextLine line = text.Lines.GetLineFromPosition(position);
        string behind = text.ToString(TextSpan.FromBounds(position, line.End)).Trim();
        return behind.StartsWith("//", StringComparison.Ordinal)
            || (behind.StartsWith("/*", StringComparison.Ordinal) && behind.IndexOf("*/", StringComparison.Ordinal) == behind.Length - 2)
            ? line.End
            : position;
    }

    /// <summary>The lines of a link that have nothing else on them; null if they have.</summary>
    public static TextSpan? LineOf(InvocationExpressionSyntax call, MemberAccessExpressionSyntax link)
    {
        SourceText text = call.SyntaxTree.GetText();
        TextLine first = text.Lines.GetLineFromPosition(link.OperatorToken.SpanStart);
        TextLine last = text.Lines.GetLineFromPosition(call.Span.End);
        return string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(first.Start, link.OperatorToken.SpanStart)))
            && string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(call.Span.End, last.End)))
            ? TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak)
            : null;
    }
}
