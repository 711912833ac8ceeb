using System.ComponentModel;
using AsyncJobs.Tool.Values;
using Spectre.Console;
using Spectre.Console.Cli;

namespace AsyncJobs.Tool.CommandLine;

/// <summary>The command line of <c>watch</c>.</summary>
internal sealed class WatchSettings : JobSettings
{
    private static readonly TimeSpan s_shortest = TimeSpan.FromSeconds(1);

    [CommandOption("--every <TIME>")]
    [Description("How often to look, where nobody tells what happens: at least 1s, and 2s unless told")]
    public string EveryText { get; init; } = "2s";

    /// <summary>What <see cref="EveryText"/> says.</summary>
    public TimeSpan Every => Durations.TryParse(EveryText, out TimeSpan? every) ? every.Value : TimeSpan.Zero;

    /// <inheritdoc/>
    public override ValidationResult Validate() => Every < s_shortest
        ? ValidationResult.Error($"--every has to be at least 1s, as {Durations.Form}, and not '{EveryText}'.")
        : base.Validate();
}
