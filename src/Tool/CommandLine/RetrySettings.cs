using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;

namespace AsyncJobs.Tool.CommandLine;

/// <summary>The command line of <c>retry</c>: one job by its id, or all of a status.</summary>
internal sealed class RetrySettings : SinceSettings
{
    private const double MostRate = 1000;

    [CommandArgument(0, "[ID]")]
    [Description("The job's id; without one, --status says which jobs")]
    public string? Id { get; init; }

    [CommandOption("--status <STATUS>")]
    [Description("All jobs that ended so: FAILED, TIMED_OUT, CANCELLED or SUCCEEDED")]
    public string? StatusText { get; init; }

    [CommandOption("--dry-run")]
    [Description("Say what would be done, and do nothing")]
    public bool IsDryRun { get; init; }

    [CommandOption("--yes")]
    [Description("Do not ask before several jobs are run again")]
    public bool Yes { get; init; }

    [CommandOption("--rate <NUMBER>")]
    [Description("How many jobs a second at most")]
    [DefaultValue(5d)]
    public double Rate { get; init; }

    /// <summary>What <see cref="StatusText"/> says.</summary>
    public JobStatus? Status => StatusText is { } text && Values.StatusText.TryParse(text, out JobStatus? status) ? status : null;

    /// <inheritdoc/>
    public override ValidationResult Validate()
    {
        if (Id is null == StatusText is null)
            return ValidationResult.Error("Which jobs? Name either one by its id, or --status, such as --status FAILED.");
        if (Id is not null && (Job is not null || SinceText is not null))
            return ValidationResult.Error("--job and --since choose among several jobs: they do not go with an id.");
        if (StatusText is not null && !(Status >= JobStatus.Succeeded))
            return ValidationResult.Error($"--status has to be that of jobs that have ended, such as FAILED, and not '{StatusText}'.");
        return Rate is > 0 and <= MostRate ? base.Validate() : ValidationResult.Error("--rate has to be more than 0 and at most 1000 a second.");
    }
}
