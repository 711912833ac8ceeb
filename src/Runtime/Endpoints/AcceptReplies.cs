using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Starting;
using AsyncJobs.Storage;

namespace AsyncJobs.Endpoints;

/// <summary>Answers a caller whose job is started, and waits for its end where they would rather wait.</summary>
/// <param name="waiter">Waits.</param>
/// <param name="archive">Where large results are.</param>
/// <param name="publicBaseUrl">Where the API is reached from outside; null where replies have relative URLs.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Says what could not be shown.</param>
internal sealed class AcceptReplies(JobWaiter waiter, PayloadArchive archive, Uri? publicBaseUrl, TimeProvider time, EndpointLog log)
{
    public async ValueTask SendAsync(
        JobStartRequest start, JobRecord started, HttpEvent request, Invocation invocation, InvocationBudget budget, HttpResponder responder)
    {
        JobRecord record = started;
        string location = JobLocation.Of(start.Id, request, start.Job.Route, publicBaseUrl);
        int waitSeconds = request.WaitSeconds();
        if (waitSeconds > 0)
        {
            record = await waiter.WaitAsync(record, waitSeconds, invocation, budget).ConfigureAwait(false) ?? record;
            if (record.IsFinished && await TryShowAsync(record, started, invocation, budget).ConfigureAwait(false) is { } shown)
            {
                responder.Waited(shown, waitSeconds, location);
                return;
            }

            record = record.IsFinished ? started : record;
        }

        responder.Status(await archive.WithResultAsync(record, budget.Token).ConfigureAwait(false), 202, location, time.RecordNow());
    }

    // A job that is accepted stays so where its result cannot be shown yet: the caller is given its URL, as if it had not ended in time.
    private async ValueTask<JobRecord?> TryShowAsync(JobRecord record, JobRecord started, Invocation invocation, InvocationBudget budget)
    {
        try
        {
            return await archive.WithResultAsync(record, budget.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (!started.IsFinished)
        {
            log.ResultNotRead(record, invocation, exception);
            return null;
        }
    }
}
