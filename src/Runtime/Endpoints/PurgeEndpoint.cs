using AsyncJobs.Ending;
using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;

namespace AsyncJobs.Endpoints;

/// <summary>Answers DELETE of a job's URL with <c>?purge</c>, which removes the job instead of cancelling it.</summary>
/// <param name="purger">Removes jobs.</param>
/// <param name="isAllowed">Whether the deployment lets callers do this.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Says what could not be removed.</param>
internal sealed class PurgeEndpoint(JobPurger purger, bool isAllowed, TimeProvider time, EndpointLog log)
{
    private const string Parameter = "purge";

    /// <summary>Whether a request asks for it.</summary>
    public static bool IsAsked(HttpEvent request) =>
        request.Method == "DELETE" && request.QueryValues(Parameter).TryNext(request.Scratch, out _);

    /// <summary>
    /// Answers a request that cannot be followed whatever the job is, before anything is read. It is not taken for a cancel, which cannot be undone.
    /// </summary>
    /// <returns>Whether it is answered.</returns>
    public bool Refuses(HttpEvent request, HttpResponder responder)
    {
        string? fault = null;
        HttpQueryValues values = request.QueryValues(Parameter);
        while (values.TryNext(request.Scratch, out ReadOnlySpan<byte> value))
        {
            if (!value.IsEmpty && !value.SequenceEqual("true"u8))
                fault = "must have no value, or be true";
        }

        if (!isAllowed)
            fault = "is not enabled: jobs are kept until they expire. Leave it out to cancel the job";
        if (fault is null)
            return false;

        HttpFaults faults = new();
        faults.Add("query", Parameter, fault);
        responder.BadRequest(faults);
        return true;
    }

    /// <summary>Removes the caller's job, or says why it is left as it is.</summary>
    public async ValueTask PurgeAsync(JobRecord record, Invocation invocation, InvocationBudget budget, HttpResponder responder)
    {
        JobPurgeOutcome outcome;
        try
        {
            outcome = await purger.PurgeAsync(record, invocation.RequestId, budget.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            log.NotPurged(record, invocation, exception);
            responder.Unavailable(exception, "The job cannot be removed");
            return;
        }

        switch (outcome)
        {
            case JobPurgeOutcome.Purged:
                responder.NoContent();
                break;
            case JobPurgeOutcome.CallbackPending:
                responder.Problem(
                    409,
                    JobErrorCodes.NotFinished,
                    "The job's callback may be under way. Remove the job when it is delivered, or after the time of Retry-After.",
                    SecondsLeft(record));
                break;
            default:
                responder.Problem(
                    409,
                    JobErrorCodes.NotFinished,
                    "The job has not finished. Cancel it first, with DELETE and without 'purge', and remove it when it has ended.");
                break;
        }
    }

    private int SecondsLeft(JobRecord record)
    {
        TimeSpan left = CallbackRedelivery.UnderWayUntil(record, time.RecordNow()) - time.RecordNow();
        return Math.Max(1, (int)Math.Ceiling(left.TotalSeconds));
    }
}
