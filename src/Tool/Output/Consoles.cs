using Spectre.Console;

namespace AsyncJobs.Tool.Output;

/// <summary>The consoles of the process.</summary>
internal static class Consoles
{
    // Lines that go into a file or another program are not broken.
    private const int UnlimitedWidth = 10_000;

    /// <summary>Opens them. What is redirected gets no colours and nothing that changes.</summary>
    public static ToolOutput Open()
    {
        IAnsiConsole standard = Of(Console.Out, Console.IsOutputRedirected);
        IAnsiConsole error = Of(Console.Error, Console.IsErrorRedirected);
        return new ToolOutput(standard, error, isLive: !Console.IsOutputRedirected, canAsk: !Console.IsInputRedirected && !Console.IsErrorRedirected);
    }

    private static IAnsiConsole Of(TextWriter writer, bool isRedirected)
    {
        AnsiConsoleSettings settings = new()
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isRedirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = isRedirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Interactive = isRedirected ? InteractionSupport.No : InteractionSupport.Detect,
        };

        // Those of build servers would turn colours on where nobody sees them.
        settings.Enrichment.UseDefaultEnrichers = false;
        IAnsiConsole console = AnsiConsole.Create(settings);
        if (isRedirected)
            console.Profile.Width = UnlimitedWidth;
        return console;
    }
}
