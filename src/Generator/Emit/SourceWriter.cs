using System.Text;
using AsyncJobs.Generator.Model;

namespace AsyncJobs.Generator.Emit;

/// <summary>Collects lines, indented by the blocks that are open.</summary>
/// <param name="hasAliases">Whether namespaces have short names in it.</param>
/// <param name="externAliases">Names that mean another assembly, so that no namespace can have them.</param>
internal sealed class SourceWriter(bool hasAliases = false, EquatableArray<string> externAliases = default)
{
    private readonly StringBuilder _text = new(4096);
    private int _depth;

    /// <summary>How the code refers to namespaces.</summary>
    public Aliases Names { get; } = new(hasAliases, externAliases);

    public void Line() => _text.Append('\n');

    /// <summary>Writes one line, or the lines of a raw string.</summary>
    public void Line(string lines)
    {
        for (int start = 0; start <= lines.Length;)
        {
            int end = lines.IndexOf('\n', start);
            if (end < 0)
                end = lines.Length;
            if (end > start)
                _text.Append(' ', 4 * _depth).Append(lines, start, end - start);
            _text.Append('\n');
            start = end + 1;
        }
    }

    /// <summary>Writes what another one has collected.</summary>
    public void Append(SourceWriter other) => Line(other._text.ToString(0, other._text.Length - 1));

    /// <summary>Whether a text is in what was collected.</summary>
    public bool Contains(string text) => _text.ToString().IndexOf(text, StringComparison.Ordinal) >= 0;

    public void Open()
    {
        Line("{");
        _depth++;
    }

    public void Close(string rest = "")
    {
        _depth--;
        Line("}" + rest);
    }

    public void Indent() => _depth++;

    public void Unindent() => _depth--;

    public override string ToString() => _text.ToString();
}
