using AsyncJobs.Operating;
using AsyncJobs.Tool.CommandLine;
using AsyncJobs.Tool.Output;
using AsyncJobs.Tool.Places;

namespace AsyncJobs.Tool.Commands;

/// <summary><c>asyncjobs redeliver</c>: has the callback of a job that has ended delivered anew.</summary>
internal sealed class RedeliverCommand(PlaceOpener opener, ToolOutput output) : JobsCommand<RedeliverSettings>(opener)
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(JobPlace place, RedeliverSettings settings, CancellationToken cancellationToken)
    {
        place.CheckCommands();
        OperatorEvent redeliver = new(OperatorAction.Redeliver, settings.Id);
        OperatorReply reply = await place.Operations.RunAsync(redeliver, cancellationToken).ConfigureAwait(false);
        return Outcomes.Tell(output, settings.Id, reply, settings.Json);
    }
}
