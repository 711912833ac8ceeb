using AsyncJobs.Local.Operations;
using AsyncJobs.Tool.CommandLine;
using AsyncJobs.Tool.Failures;
using AsyncJobs.Tool.Output;
using AsyncJobs.Tool.Places;

namespace AsyncJobs.Tool.Commands;

/// <summary><c>asyncjobs show</c>: one job with all that is known of it.</summary>
internal sealed class ShowCommand(PlaceOpener opener, ToolOutput output, TimeProvider time) : JobsCommand<ShowSettings>(opener)
{
    /// <inheritdoc/>
    protected override async Task<int> RunAsync(JobPlace place, ShowSettings settings, CancellationToken cancellationToken)
    {
        JobDetails job = await place.Operations.FindAsync(settings.Id, cancellationToken).ConfigureAwait(false)
            ?? throw ToolException.NoJob(settings.Id);
        if (settings.Json)
            output.Json(job, OperationsJson.Default.JobDetails);
        else
            JobSheet.Show(output, job, time.GetUtcNow());
        return ExitCode.Done;
    }
}
