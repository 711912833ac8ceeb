using Spectre.Console;

namespace AsyncJobs.Tool.Output;

/// <summary>A cell of a table.</summary>
/// <param name="Text">Its text, of which nothing is acted on.</param>
/// <param name="Style">How it looks.</param>
internal readonly record struct Cell(string Text, Style Style)
{
    /// <summary>A cell with somebody's text.</summary>
    public static Cell Of(string? text, Style? style = null) => new(Plain.Of(text), style ?? Style.Plain);
}
