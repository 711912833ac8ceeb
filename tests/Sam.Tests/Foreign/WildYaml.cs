using System.Text;

namespace AsyncJobs.Sam.Tests.Foreign;

/// <summary>Makes YAML as hardly anybody writes it, though it may be written so.</summary>
internal sealed class WildYaml(Random random)
{
    private readonly List<string> _anchors = [];
    private int _number;

    /// <summary>Makes a template whose lines end as YAML lets them.</summary>
    public string Make()
    {
        if (random.Next(10) == 0)
            return FlowRoot();

        StringBuilder text = new(Choose(() => "", () => "---\n", () => "%YAML 1.1\n---\n", () => $"--- # {Comment()}\n", () => $"# {Comment()}\n\n"));
        int resources = random.Next(-1, 4);
        int sections = random.Next(0, 4);
        int at = random.Next(sections + 1);
        for (int i = 0; i <= sections; i++)
        {
            if (i == at && resources >= 0)
                text.Append(Resources(resources));
            if (i < sections)
                text.Append(Section(i));
        }

        string end = Choose(() => "", () => "", () => "\n", () => "\n\n", () => $"# {Comment()}\n", () => "...\n", () => $"...\n# {Comment()}\n");
        string whole = text + end;
        if (end.Length == 0 && random.Next(2) == 0)
            whole = whole.TrimEnd('\n');
        string lineBreak = Choose("\n", "\n", "\n", "\r\n", "\r\n", "\r");
        return whole.Trim().Length == 0 ? "A: b\n" : whole.Replace("\n", lineBreak, StringComparison.Ordinal);
    }

    private string Section(int index) => Choose(
        () => $"Outputs{index}:{Tail()}{Map(1)}",
        () => $"\"Quoted {index}\":\n{Map(1)}",
        () => $"Mappings{index}: {Flow(3)}{Tail()}",
        () => $"? Explicit{index}\n: {Flow(2)}\n",
        () => $"Description{index}: {Block(1)}",
        () => $"Parameters{index}:{Tail()}");

    private string Resources(int count)
    {
        if (count == 0)
            return Choose(() => "Resources:\n", () => "Resources: {}\n", () => $"Resources: ~ # {Comment()}\n", () => $"Resources: {{}} # {Comment()}\n");
        if (random.Next(8) == 0)
            return $"Resources: {{ {string.Join(", ", Enumerable.Range(0, count).Select(i => $"Q{i}: {Flow(3)}"))} }}{Tail()}";

        StringBuilder text = new(Choose(() => "Resources:\n", () => $"Resources: # {Comment()}\n", () => "'Resources' :\n", () => "? Resources\n:\n"));
        for (int i = 0; i < count; i++)
        {
            string margin = Margin(1);
            text.Append(random.Next(4) == 0 ? $"{margin}# {Comment()}\n" : "");
            text.Append(Choose(
                () => $"{margin}Q{i}:{Tail()}{Map(2)}",
                () => $"{margin}Q{i}: {Flow(3)}{Tail()}",
                () => $"{margin}? Q{i}\n{margin}: Type: x\n{margin}  Other: {Flow(2)}{Tail()}",
                () => $"{margin}? Q{i}\n",
                () => $"{margin}\"Q{i}\"  : !If [Big, {Flow(2)}, !Ref X]{Tail()}",
                () => $"{margin}Q{i}: {Block(2)}"));
        }

        return text.ToString();
    }

    private string FlowRoot()
    {
        string line = Choose(" ", "\n  ", "\n");
        string resources = string.Join(", ", Enumerable.Range(0, random.Next(0, 3)).Select(i => $"Q{i}: {Flow(3)}"));
        string[] sections = [$"Resources:{line}{{{resources}}}", $"Outputs: {Flow(2)}", "'Transform': AWS::Serverless-2016-10-31"];
        return $"{{{line}{string.Join("," + line, sections)}{Choose(() => "", () => ",", () => $" # {Comment()}\n")}}}{Choose("", "\n")}";
    }

    private string Map(int depth)
    {
        StringBuilder text = new();
        int count = random.Next(1, 4);
        for (int i = 0; i < count; i++)
            text.Append(Member(depth, $"k{i}"));
        return text.ToString();
    }

    private string Member(int depth, string key)
    {
        string margin = Margin(depth);
        return Choose(
            () => $"{margin}{key}: {Scalar()}{Tail()}",
            () => $"{margin}{key}: {Flow(3)}{Tail()}",
            () => $"{margin}{key}: {Block(depth + 1)}",
            () => $"{margin}{key}: {Anchored(Scalar())}{Tail()}",
            () => $"{margin}{key}: {Anchored(Flow(1))}{Tail()}",
            () => $"{margin}? {key}\n{margin}: {Flow(2)}{Tail()}",
            () => $"{margin}?\n{margin}  {key}\n{margin}: {Flow(2)}{Tail()}",
            () => $"{margin}? '{key}?'\n",
            () => $"{margin}{key}:{Tail()}{margin}- {Flow(2)}\n{margin}-\n{margin}-   a: {Scalar()}\n{margin}    b: {Flow(1)}{Tail()}",
            () => $"{margin}{new string('n', random.Next(100, 900))}{key}: {Scalar()}\n",
            () => $"{margin}{key}: several\n{margin}  words\n\n{margin}# {Comment()}\n",
            () => $"{margin}{key}: 'two\n\n{margin}  lines # not a comment'\n",
            () => $"{margin}{key}: \"a\\\n{margin}   b\u2028{margin}   c\"\n",
            () => $"{margin}{key}: a\u0085{margin}{key}b: c\n",
            () => $"\n{margin}# {Comment()}\n{margin}{key}:\n",
            () => $"{margin}{key}:\n{margin}  <<: {Merged()}\n{margin}  own: 1\n",
            () => depth > 3 ? $"{margin}{key}:\n" : $"{margin}{key}:{Tail()}{Map(depth + 1)}");
    }

    // What looks like ours, or like a comment, is text.
    private string Block(int depth)
    {
        string margin = Margin(depth);
        string digit = Choose("", "", "2");
        string header = Choose("|", ">") + Choose("", "-", "+") + digit + Choose(() => "", () => "  ", () => $" # {Comment()}");
        string first = digit.Length > 0 ? margin + Choose("", "  ") : margin;
        return $"{header}\n{first}AsyncJobsTable:\n{margin}  # no comment\n{Choose("", "\n", "\n\n", margin + "   \n", margin + "\tx\n")}{Choose("", margin + "- {[\n")}{Choose("", "\n", margin + "  \n")}";
    }

    private string Flow(int depth)
    {
        if (depth == 0)
            return Choose("a", "b c", "'x, y'", "\"z: [\"", "1");
        return Choose(
            () => $"[a, Ref: {Flow(depth - 1)}]",
            () => $"[\"q\": {Flow(depth - 1)}, {Flow(depth - 1)}]",
            () => $"[? e : {Flow(depth - 1)}, f]",
            () => $"[{Flow(depth - 1)}, [Ref: B], ]",
            () => $"{{a: {Flow(depth - 1)}, b, c: , ? d}}",
            () => $"{{\"a\":{Flow(depth - 1)}, 'b' : [x: {{y: z}}]}}",
            () => $"!If [Big, Ref: {Flow(depth - 1)}, !GetAtt a.b]",
            () => $"!Sub [\"${{a}}-#\", {{a: {Flow(depth - 1)}}}]",
            () => $"[ {Flow(depth - 1)}, # {Comment()}, ]}}\n          last: x ]",
            Alias,
            () => "!!str 5",
            () => "{}",
            () => "[]");
    }

    private string Scalar() => Choose("v", "'it''s # no comment'", "\"\\u00e9 \\\" # }\"", "a:b#c", "!Ref X", "!Sub '${A}'", "~", "0512", "yes", "2010-09-09", "-x", "?y", "\u00a0z");

    private string Anchored(string value)
    {
        if (value.StartsWith('*'))
            return value;

        _anchors.Add($"m{++_number}");
        return $"&{_anchors[^1]} {value}";
    }

    private string Merged() => $"[{Anchored($"{{x: {Flow(1)}}}")}, {{y: {Alias()}}}]";

    private string Alias() => _anchors.Count == 0 ? "none" : $"*{_anchors[random.Next(_anchors.Count)]} ";

    private string Tail() => random.Next(4) == 0 ? $"  # {Comment()}\n" : "\n";

    private string Comment() => $"c{++_number}: [}} 'é' {{";

    private static string Margin(int depth) => new(' ', 2 * depth);

    private string Choose(params string[] texts) => texts[random.Next(texts.Length)];

    private string Choose(params Func<string>[] makers) => makers[random.Next(makers.Length)]();
}
