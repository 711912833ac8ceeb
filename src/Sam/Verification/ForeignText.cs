using System.Text;
using System.Text.RegularExpressions;
using AsyncJobs.Sam.Documents;

namespace AsyncJobs.Sam.Verification;

/// <summary>What is left of a text without some of its values: all that a build must not touch, comments and blank lines too.</summary>
internal sealed partial class ForeignText
{
    private readonly string _text;
    private readonly List<Range> _cuts = [];

    private ForeignText(string text) => _text = text;

    /// <summary>Whether two texts are the same but for the values at some paths. Within braces, white space and commas do not count.</summary>
    public static bool AreEqual((string Text, Content Root) one, (string Text, Content Root) other, IReadOnlyList<IReadOnlyList<string>> paths)
    {
        ForeignText left = new(one.Text);
        ForeignText right = new(other.Text);
        bool isExact = true;
        foreach (IReadOnlyList<string> path in paths)
        {
            isExact &= left.Cut(one.Root, path);
            isExact &= right.Cut(other.Root, path);
            isExact &= left.CutBraces(one.Root, other.Root, path) & right.CutBraces(other.Root, one.Root, path);
        }

        return isExact
            ? left.Rest().TrimEnd('\r', '\n') == right.Rest().TrimEnd('\r', '\n')
            : Loose().Replace(left.Rest(), "") == Loose().Replace(right.Rest(), "");
    }

    // False where it stands within braces.
    private bool Cut(Content root, IReadOnlyList<string> path)
    {
        Content parent = root;
        int limit = _text.Length;
        for (int depth = 0; ; depth++)
        {
            int index = parent.IndexOf(path[depth]);
            if (index < 0)
                return true;

            ContentMember member = parent.Members[index];
            limit = index + 1 < parent.Members.Count ? LineStart(parent.Members[index + 1].Start) : limit;
            if (depth + 1 < path.Count)
            {
                parent = member.Value;
                continue;
            }

            _cuts.Add(parent.IsBraced ? Braced(member) : Lines(member, Math.Max(limit, member.Value.Start)));
            return !parent.IsBraced;
        }
    }

    // An empty {} or a null gives way to a mapping that is written in lines, and the other way round.
    private bool CutBraces(Content root, Content other, IReadOnlyList<string> path)
    {
        Content? mine = ParentOf(root, path);
        Content? theirs = ParentOf(other, path);
        if (mine is null || theirs is null || (mine.IsBraced == theirs.IsBraced && mine.Kind == theirs.Kind))
            return true;

        if (mine.IsBraced)
            _cuts.AddRange([mine.Start..(mine.Start + 1), (mine.End - 1)..mine.End]);
        else if (mine.Members.Count == 0)
            _cuts.Add(mine.Start..mine.End);
        return false;
    }

    private static Content? ParentOf(Content root, IReadOnlyList<string> path)
    {
        Content parent = root;
        for (int i = 0; i < path.Count - 1; i++)
        {
            int index = parent.IndexOf(path[i]);
            if (index < 0)
                return null;
            parent = parent.Members[index].Value;
        }

        return parent;
    }

    // With the comment behind it, where that and the value have their lines to themselves.
    private Range Braced(ContentMember member)
    {
        int end = member.Value.End;
        int line = LineStart(member.Start);
        Match rest = RestOfLine().Match(_text, end);
        bool hasOwnLine = string.IsNullOrWhiteSpace(_text[line..member.Start]) && rest.Success;
        return member.Start..(hasOwnLine ? end + rest.Length : end);
    }

    // From its name to the last line that is further in than the name is, or has an item of it. A comment that is neither begins what belongs to the
    // next one.
    private Range Lines(ContentMember member, int limit)
    {
        int line = LineStart(member.Start);
        string before = _text[line..member.Start].Trim();
        int start = before is "" or "?" ? line : member.Start;
        int column = before == "?" ? _text.IndexOf('?', line) - line : member.Start - line;
        int end = NextLine(member.Start);
        bool isBelow = false;
        for (int next = end; next < limit; next = NextLine(next))
        {
            int first = next;
            while (first < limit && _text[first] == ' ')
                first++;
            bool isBlank = first >= limit || IsBreak(_text[first]);
            isBelow = isBlank ? isBelow : _text[first] == '#' && (isBelow || first - next <= column);
            bool isItem = !isBlank && _text[first] == '-' && first - next == column && member.Value is { Kind: NodeKind.List, IsBraced: false };
            bool isWithin = (first - next > column || isItem) && !isBlank && !isBelow;
            if (isWithin || (member.Value.IsBraced && next < member.Value.End) || (_text[next] == ':' && before == "?"))
                end = NextLine(next);
        }

        return start..Math.Min(end, limit);
    }

    private string Rest()
    {
        StringBuilder rest = new();
        int at = 0;
        foreach (Range cut in _cuts.OrderBy(cut => cut.Start.Value))
        {
            rest.Append(_text, at, Math.Max(cut.Start.Value - at, 0));
            at = Math.Max(at, cut.End.Value);
        }

        return rest.Append(_text, at, _text.Length - at).ToString();
    }

    private static bool IsBreak(char character) => character is '\n' or '\r' or '\u0085' or '\u2028' or '\u2029';

    private int LineStart(int index)
    {
        while (index > 0 && !IsBreak(_text[index - 1]))
            index--;
        return index;
    }

    private int NextLine(int index)
    {
        while (index < _text.Length && !IsBreak(_text[index]))
            index++;
        bool isPair = index + 1 < _text.Length && _text[index] == '\r' && _text[index + 1] == '\n';
        return Math.Min(index + (isPair ? 2 : 1), _text.Length);
    }

    [GeneratedRegex(@"\G[ \t]*,?[ \t]*(?:/\*[^\r\n]*?\*/[ \t]*)*(?:(?://|#)[^\r\n]*)?(?=[\r\n]|\z)")]
    private static partial Regex RestOfLine();

    [GeneratedRegex(@"[\s,]+")]
    private static partial Regex Loose();
}
