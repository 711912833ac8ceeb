using System.Text.RegularExpressions;

namespace AsyncJobs.Sam.Tests.Foreign;

/// <summary>The text of a JSON document in parts: what is between commas and white space, comments too.</summary>
internal static partial class JsonTokens
{
    public static List<string> Of(string text) => Without(text, _ => false);

    /// <summary>The tokens of all but some members.</summary>
    public static List<string> Without(string text, Func<string, bool> isMember)
    {
        List<string> tokens = [.. Token().Matches(text).Select(match => match.Value)];
        List<string> rest = [];
        for (int i = 0; i < tokens.Count; i++)
        {
            if (i + 1 < tokens.Count && tokens[i + 1] == ":" && isMember(tokens[i].Trim('"')))
            {
                i += 2;
                for (int depth = 0; ; i++)
                {
                    depth += tokens[i] is "{" or "[" ? 1 : tokens[i] is "}" or "]" ? -1 : 0;
                    if (depth == 0)
                        break;
                }
            }
            else
            {
                rest.Add(tokens[i]);
            }
        }

        return rest;
    }

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|//[^\r\n]*|/\*[\s\S]*?\*/|[{}\[\]:]|[^\s,{}\[\]:"/]+
        """)]
    private static partial Regex Token();
}
