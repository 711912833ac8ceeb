using System.ComponentModel;
using AsyncJobs.Tool.Values;
using Spectre.Console;
using Spectre.Console.Cli;

namespace AsyncJobs.Tool.CommandLine;

/// <summary>The command line of <c>retry</c>: one job by its id, or all of a status.</summary>
internal sealed class RetrySettings : SinceSettings
{
    private const double MostRate = 1000;
    private const double UsualRate = 5;

    [CommandArgument(0, "[ID]")]
    [Description("The job's id; without one, --status says which jobs")]
    public string? Id { get; init; }

    [CommandOption("--status <STATUS>")]
    [Description("All jobs that ended so, however old they are unless --since says: FAILED, TIMED_OUT, CANCELLED or SUCCEEDED")]
    public string? StatusText { get; init; }

    [CommandOption("--retries")]
    [Description("With --status, also jobs that are retries themselves, which are left out otherwise")]
    public bool TakesRetries { get; init; }

    [CommandOption("--dry-run")]
    [Description("Say what would be done, and do nothing")]
    public bool IsDryRun { get; init; }

    [CommandOption("--yes")]
    [Description("Do not ask before several jobs are run again")]
    public bool Yes { get; init; }

    [CommandOption("--rate <NUMBER>")]
    [Description("How many jobs a second at most, with --status; 5 unless told")]
    public string? RateText { get; init; }

    /// <summary>What <see cref="RateText"/> says.</summary>
    public double Rate => RateText is { } text && Numbers.TryParse(text, MostRate, out double? rate) ? rate.Value : UsualRate;

    /// <summary>What <see cref="StatusText"/> says.</summary>
    public JobStatus? Status => StatusText is { } text && Values.StatusText.TryParse(text, out JobStatus? status) ? status : null;

    /// <inheritdoc/>
    public override ValidationResult Validate()
    {
        if (Id is null == StatusText is null)
            return ValidationResult.Error("Which jobs? Name either one by its id, or --status, such as --status FAILED.");
        if (Id is not null && string.IsNullOrWhiteSpace(Id))
            return ValidationResult.Error(JobSettings.EmptyId);
        if (Id is not null && (TakesRetries || (Job ?? SinceText ?? RateText) is not null))
            return ValidationResult.Error("--job, --since, --rate and --retries are for several jobs: they do not go with an id.");
        if (StatusText is not null && !(Status >= JobStatus.Succeeded))
            return ValidationResult.Error($"--status has to be that of jobs that have ended, such as FAILED, and not '{StatusText}'.");
        return RateText is { } text && !Numbers.TryParse(text, MostRate, out _)
            ? ValidationResult.Error($"--rate has to be a number of more than 0 and at most 1000, such as 0.5, and not '{text}'.")
            : base.Validate();
    }
}
