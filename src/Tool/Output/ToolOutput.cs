using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AsyncJobs.Tool.Output;

/// <summary>Where the command prints: what was asked for on the standard output, and all that is said beside it on the standard error.</summary>
/// <param name="standard">The standard output.</param>
/// <param name="error">The standard error.</param>
/// <param name="isLive">Whether the standard output is a terminal, on which what is shown may change.</param>
/// <param name="canAsk">Whether there is somebody who can be asked: both the input and the standard error are a terminal.</param>
internal sealed class ToolOutput(IAnsiConsole standard, IAnsiConsole error, bool isLive, bool canAsk)
{
    /// <summary>Whether what is shown may change.</summary>
    public bool IsLive => isLive;

    /// <summary>Whether somebody can be asked.</summary>
    public bool CanAsk => canAsk;

    /// <summary>How many characters a line of the standard output has.</summary>
    public int Width => standard.Profile.Width;

    /// <summary>The standard output.</summary>
    public IAnsiConsole Standard => standard;

    /// <summary>Shows something.</summary>
    public void Show(IRenderable content) => standard.Write(content);

    /// <summary>Prints a line; the text may be anybody's.</summary>
    public void Line(string text, Style? style = null) => standard.WriteLine(Plain.Of(text), style ?? Style.Plain);

    /// <summary>Says something beside what was asked for; the text may be anybody's.</summary>
    public void Note(string text, Style? style = null) => error.WriteLine(Plain.Of(text), style ?? Style.Plain);

    /// <summary>Warns.</summary>
    public void Warn(string text) => Note("Warning: " + text, new Style(Color.Yellow));

    /// <summary>Says why the command ends.</summary>
    public void Fail(string text) => Note("Error: " + text, new Style(Color.Red));

    /// <summary>Prints an object of JSON as a line. It is ASCII alone, so nothing in it does anything to a console.</summary>
    public void Json<T>(T value, JsonTypeInfo<T> type)
    {
        // Not by the console, which would break the line at its width.
        standard.Profile.Out.Writer.WriteLine(JsonSerializer.Serialize(value, type));
        standard.Profile.Out.Writer.Flush();
    }

    /// <summary>Asks for a yes or no. The end of the input is a no.</summary>
    public async Task<bool> ConfirmAsync(string question, CancellationToken cancellationToken)
    {
        try
        {
            ConfirmationPrompt prompt = new(Plain.Markup(question)) { DefaultValue = false };
            return await prompt.ShowAsync(new EndableConsole(error), cancellationToken).ConfigureAwait(false);
        }
        catch (EndOfStreamException)
        {
            error.WriteLine();
            return false;
        }
    }

    /// <summary>Asks for a text that is not shown.</summary>
    public string AskSecret(string question) => error.Prompt(new TextPrompt<string>(Plain.Markup(question)).Secret());
}
