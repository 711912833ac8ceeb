using System.ComponentModel;
using Spectre.Console;
using Spectre.Console.Cli;

namespace AsyncJobs.Tool.CommandLine;

/// <summary>The command line of what is about one job.</summary>
internal class JobSettings : JsonSettings
{
    /// <summary>What is said of an id that is empty, as a variable of a script may be.</summary>
    public const string EmptyId = "The job's id is empty. asyncjobs list shows the ids.";

    [CommandArgument(0, "<ID>")]
    [Description("The job's id")]
    public string Id { get; init; } = "";

    /// <inheritdoc/>
    public override ValidationResult Validate() => string.IsNullOrWhiteSpace(Id) ? ValidationResult.Error(EmptyId) : base.Validate();
}
