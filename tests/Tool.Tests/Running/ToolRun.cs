using AsyncJobs.Tool.Output;
using Spectre.Console;
using Spectre.Console.Testing;
using Xunit;

namespace AsyncJobs.Tool.Tests.Running;

/// <summary>Runs the command in this process, with an environment of its own.</summary>
internal sealed class ToolRun : IDisposable
{
    private readonly TestConsole _standard = new();
    private readonly TestConsole _error = new();

    public ToolRun()
    {
        _standard.Profile.Width = 10_000;
        _error.Profile.Width = 10_000;
    }

    /// <summary>The variables that the command sees.</summary>
    public Dictionary<string, string> Environment { get; } = [];

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether somebody is there who can be asked.</summary>
    public bool CanAsk { get; init; }

    /// <summary>Whether the output is a terminal, with colours.</summary>
    public bool IsLive { get; init; }

    /// <summary>How many characters a line of the output has.</summary>
    public int Width
    {
        get => _standard.Profile.Width;
        init => _standard.Profile.Width = value;
    }

    /// <summary>Called with all output each time there is more.</summary>
    public Action<string>? Printed { get; init; }

    /// <summary>Somebody types an answer.</summary>
    public void Answer(string text) => _error.Input.PushTextWithEnter(text);

    /// <summary>Somebody types something, and then ends the input with Ctrl-D.</summary>
    public void End(string text)
    {
        _error.Input.PushText(text);
        _error.Input.PushKey(new ConsoleKeyInfo('\u0004', ConsoleKey.D, shift: false, alt: false, control: true));
    }

    public async Task<ToolResult> RunAsync(CancellationToken stop, params string[] args)
    {
        if (IsLive)
            _standard.Colors(ColorSystem.TrueColor).EmitAnsiSequences();
        if (CanAsk)
            _error.Interactive();
        IAnsiConsole standard = Printed is null ? _standard : new HeardConsole(_standard, () => Printed(_standard.Output));
        ToolApp app = new(new ToolOutput(standard, _error, IsLive, CanAsk), Environment.GetValueOrDefault, Time);
        int exitCode = await app.RunAsync(args, stop);
        return new ToolResult(exitCode, _standard.Output, _error.Output);
    }

    public Task<ToolResult> RunAsync(params string[] args) => RunAsync(TestContext.Current.CancellationToken, args);

    public void Dispose()
    {
        _standard.Dispose();
        _error.Dispose();
    }
}
