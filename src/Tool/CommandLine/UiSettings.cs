using System.ComponentModel;
using System.Net;
using Spectre.Console;
using Spectre.Console.Cli;

namespace AsyncJobs.Tool.CommandLine;

/// <summary>The command line of <c>ui</c>.</summary>
internal sealed class UiSettings : TargetSettings
{
    [CommandOption("--port <NUMBER>")]
    [Description("The port on 127.0.0.1; 0 for any free one")]
    [DefaultValue(5090)]
    public int Port { get; init; }

    /// <inheritdoc/>
    public override ValidationResult Validate() => Port is < 0 or > IPEndPoint.MaxPort
        ? ValidationResult.Error($"--port has to be a number from 0 to 65535.")
        : ValidationResult.Success();
}
