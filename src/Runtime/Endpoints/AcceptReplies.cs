using AsyncJobs.Events;
using AsyncJobs.Http;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
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
    /// <param name="called">The route by which the request came; null for a job without one, which only the local host starts by HTTP.</param>
    /// <param name="started">The job.</param>
    /// <param name="request">The request.</param>
    /// <param name="invocation">Its invocation.</param>
    /// <param name="budget">Its time.</param>
    /// <param name="responder">Takes the reply.</param>
    public async ValueTask SendAsync(
        JobRoute? called, JobRecord started, HttpEvent request, Invocation invocation, InvocationBudget budget, HttpResponder responder)
    {
        JobRecord record = started;
        string location = JobLocation.Of(started.Id, request, called, publicBaseUrl);
        RequestPreferences preferences = request.Preferences();
        if (preferences.WaitSeconds > 0)
        {
            record = await waiter.WaitAsync(record, preferences.WaitSeconds, invocation, budget).ConfigureAwait(false) ?? record;
            if (record.IsFinished && await TryShowAsync(record, started, invocation, budget).ConfigureAwait(false) is { } shown)
            {
                responder.Waited(shown, preferences.WaitSeconds, location);
                return;
            }

            record = record.IsFinished ? started : record;
        }

        record = await archive.WithResultAsync(record, budget.Token).ConfigureAwait(false);
        responder.Accepted(record, location, preferences.RespondAsync, time.RecordNow());
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
