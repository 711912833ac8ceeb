using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace AsyncJobs.CodeFixes.Editing;

/// <summary>
/// Changes of text that belong together, in one or several files, and the namespaces that their names are from. As text, since then everything around
/// a change stays as it was written.
/// </summary>
internal sealed class Edit
{
    private readonly Dictionary<SyntaxTree, List<TextChange>> _changes = [];
    private readonly HashSet<(SyntaxTree Tree, string Namespace)> _imports = [];
    private readonly HashSet<(SyntaxTree Tree, TextSpan Lines, string Step)> _steps = [];

    public IEnumerable<SyntaxTree> Trees => _changes.Keys;

    public bool IsEmpty => _changes.Count == 0;

    public void Replace(SyntaxNode node, string text) => Add(node.SyntaxTree, new TextChange(node.Span, text));

    public void Replace(SyntaxTree tree, TextSpan span, string text) => Add(tree, new TextChange(span, text));

    public void Insert(SyntaxTree tree, int position, string text) => Add(tree, new TextChange(new TextSpan(position, 0), text));

    public void Delete(SyntaxTree tree, TextSpan span) => Add(tree, new TextChange(span, ""));

    /// <summary>Asks for a using directive; null asks for none.</summary>
    public void Import(SyntaxTree tree, string? name)
    {
        if (name is not null)
            _imports.Add((tree, name));
    }

    /// <summary>Moves lines further in, as far as nothing else becomes of them: those after the first of a span.</summary>
    public void Indent(SyntaxTree tree, TextSpan span, string step)
    {
        if (step.Length > 0)
            _steps.Add((tree, span, step));
    }

    /// <summary>What lines are moved further in by.</summary>
    public IEnumerable<(TextSpan Lines, string Step)> StepsIn(SyntaxTree tree) =>
        _steps.Where(step => step.Tree == tree).Select(static step => (step.Lines, step.Step));

    /// <summary>Whether any of what is written has this in it.</summary>
    public bool Writes(string text) =>
        _changes.Values.Any(changes => changes.Exists(change => change.NewText?.IndexOf(text, StringComparison.Ordinal) >= 0));

    public IReadOnlyList<TextChange> ChangesIn(SyntaxTree tree) => _changes[tree];

    public IEnumerable<string> ImportsOf(SyntaxTree tree) =>
        _imports.Where(import => import.Tree == tree).Select(static import => import.Namespace).OrderBy(static name => name, StringComparer.Ordinal);

    /// <summary>Takes over another edit whole, or nothing of it if the two contradict each other. What both do is done once.</summary>
    public bool TryAdd(Edit other)
    {
        foreach (KeyValuePair<SyntaxTree, List<TextChange>> file in other._changes)
        {
            if (_changes.TryGetValue(file.Key, out List<TextChange>? own)
                && file.Value.Any(change => own.Any(existing => Contradict(existing, change))))
            {
                return false;
            }
        }

        foreach (KeyValuePair<SyntaxTree, List<TextChange>> file in other._changes)
        {
            foreach (TextChange change in file.Value)
                Add(file.Key, change);
        }

        _imports.UnionWith(other._imports);
        _steps.UnionWith(other._steps);
        return true;
    }

    private static bool Contradict(TextChange one, TextChange other)
    {
        if (one == other)
            return false;
        if (one.Span.IsEmpty && other.Span.IsEmpty)
            return one.Span.Start == other.Span.Start;

        return one.Span.Start < other.Span.End && other.Span.Start < one.Span.End;
    }

    private void Add(SyntaxTree tree, TextChange change)
    {
        if (!_changes.TryGetValue(tree, out List<TextChange>? changes))
            _changes.Add(tree, changes = []);
        if (!changes.Contains(change))
            changes.Add(change);
    }
}
