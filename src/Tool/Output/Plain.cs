using System.Text;
using AsyncJobs.Local.Platform;
using Spectre.Console;

namespace AsyncJobs.Tool.Output;

/// <summary>
/// Text that came from a job, a host or AWS, as a console may show it: nothing in it moves the cursor, sets a colour, turns the line around or begins
/// another one.
/// </summary>
internal static class Plain
{
    /// <summary>The text as it may be printed.</summary>
    public static string Of(string? text)
    {
        StringBuilder plain = new();
        ConsoleText.AppendPlain(plain, text ?? "");
        return plain.ToString();
    }

    /// <summary>The same where square brackets would be markup.</summary>
    public static string Markup(string? text) => Of(text).EscapeMarkup();
}
