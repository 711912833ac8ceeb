using System.Reflection;
using AsyncJobs.Tool.Failures;
using Spectre.Console;
using Spectre.Console.Cli;
using Spectre.Console.Cli.Help;
using Spectre.Console.Rendering;

namespace AsyncJobs.Tool.CommandLine;

/// <summary>The help: what a command alone has comes before what all have, and the exit codes are at its end.</summary>
internal sealed class ToolHelp(ICommandAppSettings settings) : HelpProvider(settings)
{
    private static readonly Type[] s_common = [typeof(SinceSettings), typeof(JsonSettings), typeof(TargetSettings)];

    /// <inheritdoc/>
    public override IEnumerable<IRenderable> GetOptions(ICommandModel model, ICommandInfo? command) =>
        base.GetOptions(model, command is null ? null : new OwnFirst(command));

    /// <inheritdoc/>
    public override IEnumerable<IRenderable> GetFooter(ICommandModel model, ICommandInfo? command) =>
        [.. base.GetFooter(model, command), Text.NewLine, new Text(ExitCode.Help), Text.NewLine];

    private sealed class OwnFirst(ICommandInfo command) : ICommandInfo
    {
        public string Name => command.Name;

        public string? Description => command.Description;

        public bool IsBranch => command.IsBranch;

        public bool IsDefaultCommand => command.IsDefaultCommand;

        public bool IsHidden => command.IsHidden;

        public IReadOnlyList<ICommandParameter> Parameters => [.. command.Parameters.OrderBy(RankOf)];

        public ICommandInfo? Parent => command.Parent;

        public IReadOnlyList<string[]> Examples => command.Examples;

        public IReadOnlyList<ICommandInfo> Commands => command.Commands;

        public ICommandInfo? DefaultCommand => command.DefaultCommand;

        // The more commands have it, the later.
        private static int RankOf(ICommandParameter parameter) => parameter is ICommandOption option
            ? Array.FindIndex(s_common, type => NamesOf(type).Intersect(option.LongNames).Any())
            : -1;

        private static IEnumerable<string> NamesOf(Type type) => type
            .GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
            .SelectMany(static property => property.GetCustomAttribute<CommandOptionAttribute>()?.LongNames ?? []);
    }
}
