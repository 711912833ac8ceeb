using System.ComponentModel;
using AsyncJobs.Tool.Values;
using Spectre.Console;
using Spectre.Console.Cli;

namespace AsyncJobs.Tool.CommandLine;

/// <summary>The command line of what is about jobs of some time and name.</summary>
internal class SinceSettings : JsonSettings
{
    [CommandOption("--job <NAME>")]
    [Description("Only jobs of this name, such as link-checks")]
    public string? Job { get; init; }

    [CommandOption("--since <TIME>")]
    [Description("Only jobs that were accepted since then: 30m, 2h, 7d, or 2026-11-30T10:00Z")]
    public string? SinceText { get; init; }

    /// <summary>What <see cref="SinceText"/> says.</summary>
    public Since? Since => SinceText is { } text && Values.Since.TryParse(text, out Since? since) ? since : null;

    /// <inheritdoc/>
    public override ValidationResult Validate() => SinceText is not null && Since is null
        ? ValidationResult.Error($"--since has to be {Values.Since.Form}, and not '{SinceText}'.")
        : ValidationResult.Success();
}
