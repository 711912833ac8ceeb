using System.ComponentModel;
using Spectre.Console.Cli;

namespace AsyncJobs.Tool.CommandLine;

/// <summary>The command line of what prints something for programs, too.</summary>
internal class JsonSettings : TargetSettings
{
    [CommandOption("--json")]
    [Description("Print one JSON object a line, for programs")]
    public bool Json { get; init; }
}
