using System.ComponentModel;
using System.Globalization;
using AsyncJobs.Tool.Values;
using Spectre.Console;
using Spectre.Console.Cli;

namespace AsyncJobs.Tool.CommandLine;

/// <summary>The command line of <c>list</c>.</summary>
internal sealed class ListSettings : SinceSettings
{
    private const int MostJobs = 1_000_000;
    private const int UsualLimit = 100;

    [CommandOption("--status <STATUS>")]
    [Description("Only jobs of this status: PENDING, RUNNING, SUCCEEDED, FAILED, TIMED_OUT or CANCELLED")]
    public string? StatusText { get; init; }

    [CommandOption("--owner <OWNER>")]
    [Description("Only jobs of this owner, as the table has it")]
    public string? Owner { get; init; }

    [CommandOption("--limit <NUMBER>")]
    [Description("How many jobs at most, the newest first; 100 unless told")]
    public string? LimitText { get; init; }

    /// <summary>What <see cref="LimitText"/> says.</summary>
    public int Limit => LimitText is { } text && Numbers.TryParse(text, 1, MostJobs, out int? limit) ? limit.Value : UsualLimit;

    /// <summary>What <see cref="StatusText"/> says.</summary>
    public JobStatus? Status => StatusText is { } text && Values.StatusText.TryParse(text, out JobStatus? status) ? status : null;

    /// <inheritdoc/>
    public override ValidationResult Validate()
    {
        if (StatusText is not null && Status is null)
            return ValidationResult.Error($"--status has to be one of {Values.StatusText.Form}, and not '{StatusText}'.");
        return LimitText is { } text && !Numbers.TryParse(text, 1, MostJobs, out _)
            ? ValidationResult.Error(string.Create(
                CultureInfo.InvariantCulture, $"--limit has to be a number from 1 to {MostJobs}, and not '{text}'."))
            : base.Validate();
    }
}
