using AsyncJobs.Operating;
using AsyncJobs.Tool.CommandLine;
using AsyncJobs.Tool.Output;
using AsyncJobs.Tool.Places;

namespace AsyncJobs.Tool.Commands;

/// <summary><c>asyncjobs cancel</c>: cancels a job that waits, and asks the worker of a running one to stop.</summary>
internal sealed class CancelCommand(PlaceOpener opener, ToolOutput output) : JobsCommand<CancelSettings>(opener)
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(JobPlace place, CancelSettings settings, CancellationToken cancellationToken)
    {
        place.CheckCommands();
        OperatorEvent cancel = new(OperatorAction.Cancel, settings.Id);
        OperatorReply reply = await place.Operations.RunAsync(cancel, cancellationToken).ConfigureAwait(false);
        return Outcomes.Tell(output, settings.Id, reply, settings.Json);
    }
}
