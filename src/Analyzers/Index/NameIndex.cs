using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace AsyncJobs.Analyzers.Index;

/// <summary>
/// Which files of a compilation mention a name, read off their text: what has no mention needs no parsing and no binding. A file may be
/// named that has none, since words of comments count, and names of one hash are not told apart.
/// </summary>
internal sealed class NameIndex
{
    // A file that was not edited keeps its tree from one compilation to the next.
    private static readonly ConditionalWeakTable<SyntaxTree, int[]> s_hashes = new();

    private readonly Dictionary<int, List<SyntaxTree>> _trees = [];

    public NameIndex(Compilation compilation, CancellationToken cancellationToken)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (int hash in s_hashes.TryGetValue(tree, out int[]? known)
                ? known
                : s_hashes.GetValue(tree, key => HashesOf(key.GetText(cancellationToken).ToString())))
            {
                if (!_trees.TryGetValue(hash, out List<SyntaxTree>? trees))
                    _trees.Add(hash, trees = []);
                trees.Add(tree);
            }
        }
    }

    /// <summary>The files that may mention a name.</summary>
    public IReadOnlyList<SyntaxTree> TreesWith(string name) =>
        _trees.TryGetValue(HashOf(name, 0, name.Length), out List<SyntaxTree>? trees) ? trees : [];

    /// <summary>Whether a piece of a text is a word, and no part of a longer one.</summary>
    public static bool IsWord(string text, int start, int length) =>
        (start == 0 || !IsPart(text[start - 1])) && (start + length == text.Length || !IsPart(text[start + length]));

    private static bool IsPart(char character) => char.IsLetterOrDigit(character) || character == '_';

    private static int[] HashesOf(string text)
    {
        HashSet<int> hashes = [];
        int start = -1;
        for (int i = 0; i <= text.Length; i++)
        {
            bool isPart = i < text.Length && IsPart(text[i]);
            if (isPart && start < 0)
            {
                start = i;
            }
            else if (!isPart && start >= 0)
            {
                hashes.Add(HashOf(text, start, i));
                start = -1;
            }
        }

        return [.. hashes];
    }

    private static int HashOf(string text, int start, int end)
    {
        uint hash = 2166136261;
        for (int i = start; i < end; i++)
            hash = (hash ^ text[i]) * 16777619;
        return (int)hash;
    }
}
