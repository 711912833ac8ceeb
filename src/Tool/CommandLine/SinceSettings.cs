using System.ComponentModel;
using AsyncJobs.Tool.Failures;
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

    private Since? Since => SinceText is { } text && Values.Since.TryParse(text, out Since? since) ? since : null;

    /// <summary>The time that <see cref="SinceText"/> says; null where it is not given.</summary>
    /// <param name="now">The time.</param>
    /// <exception cref="ToolException">It is still to come: no job was accepted since then.</exception>
    public DateTimeOffset? SinceTime(DateTimeOffset now) => Since?.At(now) is not { } since || since <= now
        ? Since?.At(now)
        : throw ToolException.BadCommandLine($"--since has to be a time that has passed, and {SinceText} is still to come.");

    /// <inheritdoc/>
    public override ValidationResult Validate() => SinceText is not null && Since is null
        ? ValidationResult.Error($"--since has to be {Values.Since.Form}, and not '{SinceText}'.")
        : ValidationResult.Success();
}
