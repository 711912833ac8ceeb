using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AsyncJobs.CodeFixes.Editing;

/// <summary>Adds using directives where a file has its own: in the same place and order.</summary>
internal static class UsingDirective
{
    public static TextChange Of(CompilationUnitSyntax root, string name, string newLine)
    {
        SyntaxList<UsingDirectiveSyntax> usings = root.Usings;
        if (usings.Count == 0 && root.Members.OfType<BaseNamespaceDeclarationSyntax>().FirstOrDefault(static member =>
            member.Usings.Count > 0) is { } container)
        {
            usings = container.Usings;
        }

        List<UsingDirectiveSyntax> plain = [.. usings.Where(IsPlain)];
        if (plain.Count == 0)
            return First(root, usings, name, newLine);

        string indentation = plain[0].GetLeadingTrivia().LastOrDefault() is var last
            && last.IsKind(SyntaxKind.WhitespaceTrivia) ? last.ToString() : "";
        UsingDirectiveSyntax? before = IsSorted(plain)
            ? plain.LastOrDefault(directive => Compare(NameOf(directive), name) < 0)
            : plain[plain.Count - 1];
        if (before is not null)
            return new TextChange(new TextSpan(before.Span.End, 0), $"{newLine}{indentation}using {name};");

        return new TextChange(new TextSpan(plain[0].SpanStart, 0), $"using {name};{newLine}{indentation}");
    }

    private static TextChange First(CompilationUnitSyntax root, SyntaxList<UsingDirectiveSyntax> usings, string name, string newLine)
    {
        string directive = $"using {name};{newLine}";
        if (usings.Count > 0)
            return new TextChange(new TextSpan(usings[0].SpanStart, 0), directive);

        // Below what the file says of itself, above what it says of its first member.
        SyntaxToken first = root.GetFirstToken(includeZeroWidth: true);
        int position = 0;
        bool isAfterComment = false;
        int lineBreaks = 0;
        foreach (SyntaxTrivia trivia in first.LeadingTrivia)
        {
            if (trivia.IsDirective && !trivia.IsKind(SyntaxKind.NullableDirectiveTrivia) && !trivia.IsKind(SyntaxKind.PragmaWarningDirectiveTrivia))
                break;
            if (trivia.IsKind(SyntaxKind.EndOfLineTrivia))
            {
                lineBreaks++;
                if (isAfterComment && lineBreaks == 2)
                    position = trivia.Span.End;
            }
            else if (trivia.IsDirective)
            {
                position = trivia.FullSpan.End;
                isAfterComment = false;
            }
            else if (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
            {
                isAfterComment = true;
                lineBreaks = 0;
            }
            else if (!trivia.IsKind(SyntaxKind.WhitespaceTrivia))
            {
                break;
            }
        }

        bool isFollowedByBlank = root.FullSpan.Length > position
            && root.ToFullString().AsSpan(position).StartsWith(newLine.AsSpan(), StringComparison.Ordinal);
        return new TextChange(new TextSpan(position, 0), isFollowedByBlank ? directive : directive + newLine);
    }

    private static bool IsPlain(UsingDirectiveSyntax directive) =>
        directive.Alias is null && directive.StaticKeyword.IsKind(SyntaxKind.None) && directive.GlobalKeyword.IsKind(SyntaxKind.None);

    private static string NameOf(UsingDirectiveSyntax directive) => directive.Name?.ToString() ?? "";

    private static bool IsSorted(List<UsingDirectiveSyntax> directives)
    {
        for (int i = 1; i < directives.Count; i++)
        {
            if (Compare(NameOf(directives[i - 1]), NameOf(directives[i])) > 0)
                return false;
        }

        return true;
    }

    // System first, as nearly everybody has it.
    private static int Compare(string one, string other)
    {
        bool isSystem = IsSystem(one);
        return isSystem != IsSystem(other) ? (isSystem ? -1 : 1) : string.Compare(one, other, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IsSystem(string name) => name == "System" || name.StartsWith("System.", StringComparison.Ordinal);
}
