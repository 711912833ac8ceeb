using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace AsyncJobs.Evaluation.Checkouts;

/// <summary>The statement, or the member without statements, that a place is in.</summary>
internal static class Statement
{
    /// <summary>The one that a node is in.</summary>
    public static SyntaxNode Around(SyntaxNode node) =>
        node.AncestorsAndSelf().First(static node => node is StatementSyntax or MemberDeclarationSyntax or CompilationUnitSyntax);

    /// <summary>Whether the compiler knows the type of every expression in the statement of a line, without the blocks in it.</summary>
    public static bool Binds(SemanticModel model, int line)
    {
        SourceText text = model.SyntaxTree.GetText();
        if (line > text.Lines.Count)
            return false;

        string words = text.Lines[line - 1].ToString();
        int start = text.Lines[line - 1].Start + (words.Length - words.TrimStart().Length);
        SyntaxNode around = Around(model.SyntaxTree.GetRoot().FindToken(start).Parent!);
        return around.DescendantNodes(static node => node is not BlockSyntax)
            .OfType<ExpressionSyntax>()
            .All(expression => model.GetTypeInfo(expression).Type is not { TypeKind: TypeKind.Error });
    }
}
