using AsyncJobs.Docs.Tests.Pages;

namespace AsyncJobs.Docs.Tests.Commands;

/// <summary>A command of the documentation, as a shell would read it.</summary>
/// <param name="Words">Its words; a pipe and what it is redirected to are none of them.</param>
internal sealed record Command(string[] Words)
{
    private const string Prompt = "$ ";

    public string Program => Words[0];

    public override string ToString() => string.Join(' ', Words);

    /// <summary>The commands of a block. In one with prompts, the lines without are their output.</summary>
    public static IEnumerable<Command> In(Block block)
    {
        bool hasPrompts = block.Lines.Any(static line => line.StartsWith(Prompt, StringComparison.Ordinal));
        return from line in block.Lines
               where !hasPrompts || line.StartsWith(Prompt, StringComparison.Ordinal)
               from words in Split(hasPrompts ? line[Prompt.Length..] : line)
               select new Command(words);
    }

    // Quotes, comments, "&&" and ">", which is all that the documentation uses.
    private static IEnumerable<string[]> Split(string line)
    {
        List<string> words = [];
        int i = 0;
        while (i < line.Length && line[i] != '#')
        {
            if (line[i] == ' ')
            {
                i++;
                continue;
            }

            string word = "";
            for (; i < line.Length && line[i] != ' '; i++)
            {
                if (line[i] is not ('\'' or '"'))
                {
                    word += line[i];
                    continue;
                }

                int end = line.IndexOf(line[i], i + 1);
                word += line[(i + 1)..end];
                i = end;
            }

            words.Add(word);
        }

        List<string> command = [];
        foreach (string word in words.TakeWhile(static word => word != ">").Append("&&"))
        {
            if (word != "&&")
                command.Add(word);
            else if (command.Count > 0)
                yield return [.. command];
            if (word == "&&")
                command.Clear();
        }
    }
}
