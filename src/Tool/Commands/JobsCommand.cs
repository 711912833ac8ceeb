using AsyncJobs.Tool.CommandLine;
using AsyncJobs.Tool.Places;
using Spectre.Console.Cli;

namespace AsyncJobs.Tool.Commands;

/// <summary>A command that does something with the jobs of one place.</summary>
/// <typeparam name="TSettings">Its command line.</typeparam>
/// <param name="opener">Finds the place.</param>
internal abstract class JobsCommand<TSettings>(PlaceOpener opener) : AsyncCommand<TSettings>
    where TSettings : TargetSettings
{
    /// <inheritdoc/>
    public sealed override async Task<int> ExecuteAsync(CommandContext context, TSettings settings, CancellationToken cancellationToken)
    {
        Check(settings);
        using JobPlace place = await opener.OpenAsync(settings, cancellationToken).ConfigureAwait(false);
        return await RunAsync(place, settings, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Refuses what the command line cannot mean, before anything is asked for.</summary>
    /// <exception cref="Failures.ToolException">It cannot mean this.</exception>
    protected virtual void Check(TSettings settings)
    {
    }

    /// <summary>Does it.</summary>
    /// <returns>The exit code.</returns>
    protected abstract Task<int> RunAsync(JobPlace place, TSettings settings, CancellationToken cancellationToken);
}
