using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncJobs.Generator.Parsing;

/// <summary>
/// The text of a file without the bodies of its methods. While it stays the same, so does all that the file declares, with its attributes, constants
/// and comments: only a body was edited.
/// </summary>
internal sealed class DeclarationText
{
    // FNV-1a with 64 bits.
    private const ulong Basis = 14695981039346656037;
    private const ulong Prime = 1099511628211;

    private readonly string _text;
    private ulong _hash = Basis;
    private int _from;

    private DeclarationText(string text) => _text = text;

    /// <summary>A hash of it.</summary>
    public static ulong HashOf(SyntaxTree tree)
    {
        DeclarationText outside = new(tree.GetText().ToString());
        outside.LeaveOutBodies(((CompilationUnitSyntax)tree.GetRoot()).Members);
        outside.AddUpTo(outside._text.Length);
        return outside._hash;
    }

    /// <summary>Puts a value into a hash.</summary>
    public static ulong Add(ulong hash, ulong value) => unchecked((hash ^ value) * Prime);

    private void LeaveOutBodies(SyntaxList<MemberDeclarationSyntax> members)
    {
        foreach (MemberDeclarationSyntax member in members)
        {
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax inner:
                    LeaveOutBodies(inner.Members);
                    break;
                case TypeDeclarationSyntax type:
                    LeaveOutBodies(type.Members);
                    break;
                case BaseMethodDeclarationSyntax method:
                    LeaveOut((SyntaxNode?)method.Body ?? method.ExpressionBody);
                    break;
            }
        }
    }

    // What a directive turns on or off holds beyond the body that it stands in.
    private void LeaveOut(SyntaxNode? body)
    {
        if (body is null or { ContainsDirectives: true })
            return;

        AddUpTo(body.SpanStart);
        _from = body.Span.End;
    }

    private void AddUpTo(int end)
    {
        for (int at = _from; at < end; at++)
            _hash = Add(_hash, _text[at]);

        // So that no letter moves from one side of a body to the other unseen.
        _hash = Add(_hash, (ulong)(end - _from));
        _from = end;
    }
}
