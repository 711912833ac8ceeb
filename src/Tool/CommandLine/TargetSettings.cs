using System.ComponentModel;
using AsyncJobs.Shared;
using Spectre.Console.Cli;

namespace AsyncJobs.Tool.CommandLine;

/// <summary>Where the jobs are: options that every command has.</summary>
internal abstract class TargetSettings : CommandSettings
{
    [CommandOption("--url <URL>")]
    [Description($"A local host on this machine, such as http://localhost:5080 (or the variable {ToolVariables.Url})")]
    public string? Url { get; init; }

    [CommandOption("--stack <NAME>")]
    [Description($"The CloudFormation stack that deploys the jobs; it knows the table and the functions (or {ToolVariables.Stack})")]
    public string? Stack { get; init; }

    [CommandOption("--table <NAME>")]
    [Description($"The jobs' DynamoDB table (or {JobVariables.Table})")]
    public string? Table { get; init; }

    [CommandOption("--function <NAME>")]
    [Description(
        $"The function that serves /jobs/{{id}}, to cancel and retry: with --table, or where a stack has several (or {ToolVariables.Function})")]
    public string? Function { get; init; }

    [CommandOption("--region <REGION>")]
    [Description($"The AWS region (or {AwsVariables.Region}, or that of the profile)")]
    public string? Region { get; init; }

    [CommandOption("--profile <PROFILE>")]
    [Description($"The profile of AWS's configuration files (or {AwsVariables.Profile})")]
    public string? Profile { get; init; }

    [CommandOption("--endpoint <URL>")]
    [Description($"Where AWS's services are, such as a local DynamoDB (or {AwsVariables.Endpoint})")]
    public string? Endpoint { get; init; }
}
