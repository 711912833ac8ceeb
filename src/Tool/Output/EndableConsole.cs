using Spectre.Console;
using Spectre.Console.Rendering;

namespace AsyncJobs.Tool.Output;

/// <summary>A console on which Ctrl-D ends the input, as it does elsewhere. Spectre.Console takes it for nothing and waits.</summary>
/// <param name="inner">The console.</param>
internal sealed class EndableConsole(IAnsiConsole inner) : IAnsiConsole, IAnsiConsoleInput
{
    private const char EndOfTransmission = '\u0004';

    /// <inheritdoc/>
    public Profile Profile => inner.Profile;

    /// <inheritdoc/>
    public IAnsiConsoleCursor Cursor => inner.Cursor;

    /// <inheritdoc/>
    public IAnsiConsoleInput Input => this;

    /// <inheritdoc/>
    public IExclusivityMode ExclusivityMode => inner.ExclusivityMode;

    /// <inheritdoc/>
    public RenderPipeline Pipeline => inner.Pipeline;

    /// <inheritdoc/>
    public void Clear(bool home) => inner.Clear(home);

    /// <inheritdoc/>
    public void Write(IRenderable renderable) => inner.Write(renderable);

    /// <inheritdoc/>
    public void WriteAnsi(Action<AnsiWriter> action) => inner.WriteAnsi(action);

    /// <inheritdoc/>
    public bool IsKeyAvailable() => inner.Input.IsKeyAvailable();

    /// <inheritdoc/>
    /// <exception cref="EndOfStreamException">The input is at its end.</exception>
    public ConsoleKeyInfo? ReadKey(bool intercept) => Checked(inner.Input.ReadKey(intercept));

    /// <inheritdoc/>
    /// <exception cref="EndOfStreamException">The input is at its end.</exception>
    public async Task<ConsoleKeyInfo?> ReadKeyAsync(bool intercept, CancellationToken cancellationToken) =>
        Checked(await inner.Input.ReadKeyAsync(intercept, cancellationToken).ConfigureAwait(false));

    // Some terminals name the key alone.
    private static ConsoleKeyInfo? Checked(ConsoleKeyInfo? key) =>
        key is { KeyChar: EndOfTransmission } or { Key: ConsoleKey.D, Modifiers: ConsoleModifiers.Control } ? throw new EndOfStreamException() : key;
}
