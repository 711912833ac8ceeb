using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AsyncJobs.CodeFixes.Editing;

/// <summary>Takes out statements.</summary>
internal static class Statements
{
    /// <summary>
    /// Deletes the statement that an expression is, with its line; comments above stay. False if the expression is no statement of its own among
    /// others.
    /// </summary>
    public static bool TryDelete(Edit edit, SyntaxNode expression)
    {
        if (expression.Parent is not ExpressionStatementSyntax { Parent: BlockSyntax or GlobalStatementSyntax } statement
            || statement.Parent is BlockSyntax { Statements.Count: < 2 })
        {
            return false;
        }

        SourceText text = statement.SyntaxTree.GetText();
        TextLine first = text.Lines.GetLineFromPosition(statement.SpanStart);
        TextLine last = text.Lines.GetLineFromPosition(statement.Span.End);
        bool isAlone = string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(first.Start, statement.SpanStart)))
            && string.IsNullOrWhiteSpace(text.ToString(TextSpan.FromBounds(statement.Span.End, last.End)));
        edit.Delete(statement.SyntaxTree, isAlone
            ? TextSpan.FromBounds(first.Start, last.EndIncludingLineBreak)
            : Comments.WithGap(text, statement.Span));
        return true;
    }
}
