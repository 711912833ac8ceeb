using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AsyncJobs.Analyzers.Index;

/// <summary>Finds the mentions of a name in the compilation, most of which need no binding.</summary>
internal sealed class Mentions(Compilation compilation)
{
    private readonly ConcurrentDictionary<string, ImmutableArray<SyntaxNode>> _names = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ImmutableArray<SyntaxNode>> _writes = new(StringComparer.Ordinal);
    private NameIndex? _index;

    /// <summary>The files that may mention a name.</summary>
    public IReadOnlyList<SyntaxTree> TreesWith(string name, CancellationToken cancellationToken) =>
        (_index ??= new NameIndex(compilation, cancellationToken)).TreesWith(name);

    /// <summary>The mentions of a name in the compilation.</summary>
    public ImmutableArray<SyntaxNode> Of(string name, CancellationToken cancellationToken) =>
        _names.TryGetValue(name, out ImmutableArray<SyntaxNode> nodes) ? nodes : _names.GetOrAdd(name, Find(name, cancellationToken));

    /// <summary>The mentions of a member's name that are worth binding: of what everybody has, such as an Id, only the writes are of use.</summary>
    public ImmutableArray<SyntaxNode> ToFollow(string name, CancellationToken cancellationToken)
    {
        ImmutableArray<SyntaxNode> mentions = Of(name, cancellationToken);
        if (mentions.Length <= SearchLimits.MostMentions)
            return mentions;

        ImmutableArray<SyntaxNode> writes = _writes.GetOrAdd(name, _ => [.. mentions.Where(IsWrite)]);
        return writes.Length <= SearchLimits.MostMentions ? writes : [];
    }

    /// <summary>Whether a mention may write: it is assigned, handed over by reference, or part of a tuple, which may be assigned.</summary>
    public static bool IsWrite(SyntaxNode name)
    {
        SyntaxNode target = name.Parent is MemberBindingExpressionSyntax
            || (name.Parent is MemberAccessExpressionSyntax access && access.Name == name) ? name.Parent : name;
        while (target.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax)
            target = target.Parent;

        return target.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == target,
            ArgumentSyntax argument => argument.Parent is TupleExpressionSyntax || !argument.RefKindKeyword.IsKind(SyntaxKind.None),
            RefExpressionSyntax => true,
            _ => false,
        };
    }

    private ImmutableArray<SyntaxNode> Find(string name, CancellationToken cancellationToken)
    {
        ImmutableArray<SyntaxNode>.Builder found = ImmutableArray.CreateBuilder<SyntaxNode>();
        foreach (SyntaxTree tree in TreesWith(name, cancellationToken))
            found.AddRange(NameIndex.MentionsIn(tree.GetRoot(cancellationToken), name, cancellationToken));
        return found.ToImmutable();
    }
}
