using System.ComponentModel;
using Spectre.Console.Cli;

namespace AsyncJobs.Tool.CommandLine;

/// <summary>The command line of what is about one job.</summary>
internal class JobSettings : JsonSettings
{
    [CommandArgument(0, "<ID>")]
    [Description("The job's id")]
    public string Id { get; init; } = "";
}
