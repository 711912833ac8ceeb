using System.ComponentModel;
using System.Net;
using AsyncJobs.Tool.Values;
using Spectre.Console;
using Spectre.Console.Cli;

namespace AsyncJobs.Tool.CommandLine;

/// <summary>The command line of <c>ui</c>.</summary>
internal sealed class UiSettings : TargetSettings
{
    private const int UsualPort = 5090;

    [CommandOption("--port <NUMBER>")]
    [Description("The port on 127.0.0.1; 0 for any free one, 5090 unless told")]
    public string? PortText { get; init; }

    /// <summary>What <see cref="PortText"/> says.</summary>
    public int Port => PortText is { } text && Numbers.TryParse(text, 0, IPEndPoint.MaxPort, out int? port) ? port.Value : UsualPort;

    /// <inheritdoc/>
    public override ValidationResult Validate() => PortText is { } text && !Numbers.TryParse(text, 0, IPEndPoint.MaxPort, out _)
        ? ValidationResult.Error($"--port has to be a number from 0 to 65535, and not '{text}'.")
        : base.Validate();
}
