using Spectre.Console;
using Spectre.Console.Rendering;

namespace AsyncJobs.Tool.Tests.Running;

/// <summary>A console of which somebody hears after each thing that is written to it.</summary>
internal sealed class HeardConsole(IAnsiConsole inner, Action heard) : IAnsiConsole
{
    public Profile Profile => inner.Profile;

    public IAnsiConsoleCursor Cursor => inner.Cursor;

    public IAnsiConsoleInput Input => inner.Input;

    public IExclusivityMode ExclusivityMode => inner.ExclusivityMode;

    public RenderPipeline Pipeline => inner.Pipeline;

    public void Clear(bool home) => inner.Clear(home);

    public void Write(IRenderable renderable)
    {
        inner.Write(renderable);
        heard();
    }

    public void WriteAnsi(Action<AnsiWriter> action) => inner.WriteAnsi(action);
}
