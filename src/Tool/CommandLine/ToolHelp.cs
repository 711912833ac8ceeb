using AsyncJobs.Tool.Failures;
using Spectre.Console;
using Spectre.Console.Cli;
using Spectre.Console.Cli.Help;
using Spectre.Console.Rendering;

namespace AsyncJobs.Tool.CommandLine;

/// <summary>The help, with the exit codes at its end.</summary>
internal sealed class ToolHelp(ICommandAppSettings settings) : HelpProvider(settings)
{
    /// <inheritdoc/>
    public override IEnumerable<IRenderable> GetFooter(ICommandModel model, ICommandInfo? command) =>
        [.. base.GetFooter(model, command), Text.NewLine, new Text(ExitCode.Help), Text.NewLine];
}
