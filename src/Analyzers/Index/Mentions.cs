using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncJobs.Analyzers.Index;

/// <summary>Finds the mentions of a name in the compilation, most of which need no binding.</summary>
internal sealed class Mentions(Compilation compilation)
{
    private readonly ConcurrentDictionary<string, ImmutableArray<SyntaxNode>> _names = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableArray<SyntaxNode>> _writes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<SyntaxTree, string> _texts = new();
    private NameIndex? _index;

    /// <summary>The files that may mention a name.</summary>
    public IReadOnlyList<SyntaxTree> TreesWith(string name, CancellationToken cancellationToken) =>
        (_index ??= new NameIndex(compilation, cancellationToken)).TreesWith(name);

    /// <summary>Whether any file may mention a name. Where none does, no search for it has to begin.</summary>
    public bool Has(string name, CancellationToken cancellationToken) => TreesWith(name, cancellationToken).Count > 0;

    /// <summary>The mentions of a name in the compilation.</summary>
    public ImmutableArray<SyntaxNode> Of(string name, CancellationToken cancellationToken) =>
        _names.TryGetValue(name, out ImmutableArray<SyntaxNode> nodes) ? nodes : _names.GetOrAdd(name, Find(name, cancellationToken));

    /// <summary>The mentions of a member's name that are worth binding: of what everybody has, such as an Id, only the writes are of use.</summary>
    public ImmutableArray<SyntaxNode> ToFollow(string name, CancellationToken cancellationToken)
    {
        ImmutableArray<SyntaxNode> mentions = Of(name, cancellationToken);
        if (mentions.Length <= SearchLimits.MostMentions)
            return mentions;

        ImmutableArray<SyntaxNode> writes = _writes.GetOrAdd(name, _ => [.. mentions.Where(Writes.IsWrite)]);
        return writes.Length <= SearchLimits.MostMentions ? writes : [];
    }

    /// <summary>The mentions of a name in a piece of code. The text leads to them: to walk the tree would make all of its nodes.</summary>
    public IEnumerable<SyntaxNode> In(SyntaxNode code, string name, CancellationToken cancellationToken)
    {
        foreach (SyntaxToken token in TokensIn(code, name, cancellationToken))
        {
            if (token.Parent is SimpleNameSyntax simple && simple.Identifier.ValueText == name)
                yield return simple;
        }
    }

    /// <summary>The tokens of a piece of code where its text has a word.</summary>
    public IEnumerable<SyntaxToken> TokensIn(SyntaxNode code, string word, CancellationToken cancellationToken)
    {
        string text = TextOf(code.SyntaxTree, cancellationToken);
        int end = code.FullSpan.End;
        for (int at = code.FullSpan.Start; at < end && (at = text.IndexOf(word, at, end - at, StringComparison.Ordinal)) >= 0; at += word.Length)
        {
            if (NameIndex.IsWord(text, at, word.Length))
                yield return code.FindToken(at);
        }
    }

    private ImmutableArray<SyntaxNode> Find(string name, CancellationToken cancellationToken)
    {
        ImmutableArray<SyntaxNode>.Builder found = ImmutableArray.CreateBuilder<SyntaxNode>();
        foreach (SyntaxTree tree in TreesWith(name, cancellationToken))
            found.AddRange(In(tree.GetRoot(cancellationToken), name, cancellationToken));
        return found.ToImmutable();
    }

    // A large file's text is no string, and would be copied each time.
    private string TextOf(SyntaxTree tree, CancellationToken cancellationToken) =>
        _texts.TryGetValue(tree, out string? text) ? text : _texts.GetOrAdd(tree, tree.GetText(cancellationToken).ToString());
}
