using AsyncJobs.Dispatch;
using AsyncJobs.Failures;
using AsyncJobs.Jobs;
using AsyncJobs.Limits;
using AsyncJobs.Starting;
using AsyncJobs.Telemetry;

namespace AsyncJobs.Endpoints;

/// <summary>Starts the job that a request asks for, or answers why it was not started.</summary>
/// <param name="limits">How many jobs an owner may have and start.</param>
/// <param name="starter">Starts it.</param>
/// <param name="log">Says what was started.</param>
internal sealed class StartReplies(OwnerLimits limits, JobStarter starter, EndpointLog log)
{
    /// <returns>The start, or the job that stands for it; null where that is answered.</returns>
    public async ValueTask<JobStart?> TryStartAsync(JobStartRequest request, JobSpan? span, InvocationBudget budget, HttpResponder responder)
    {
        JobStart start;
        try
        {
            start = await starter.StartAsync(request, budget, budget.Token).ConfigureAwait(false);
        }
        catch (JobLimitException limit)
        {
            log.Limited(request, limit);
            int seconds = Math.Max(1, (int)Math.Ceiling(limit.RetryAfter.TotalSeconds));
            responder.Problem(429, JobErrorCodes.LimitReached, limit.Message, seconds);
            return null;
        }
        catch (Exception exception)
        {
            log.NotStarted(request, exception);
            span?.Fail();
            int retryAfterSeconds = Fault.IsLasting(exception) ? 0 : HttpResponder.RetryShortlySeconds;
            responder.Problem(503, JobErrorCodes.Unavailable, WhyNotStarted(request, exception), retryAfterSeconds);
            return null;
        }

        if (start.Outcome is JobStartOutcome.KeyReused)
        {
            KeyReused(request, start, responder);
            return null;
        }

        log.Started(request, start);
        if (!limits.IsNone && request.Owner is null)
            log.NotLimited(request);
        return start;
    }

    private static void KeyReused(JobStartRequest request, JobStart start, HttpResponder responder)
    {
        if (request.RetryOf is not null)
        {
            responder.Problem(409, JobErrorCodes.RetryRemoved, JobRetrier.RemovedReason);
            return;
        }

        string used = start.Record.PurgedAt is null ? "was used before with another input" : "is that of a job that was removed";
        responder.Problem(422, JobErrorCodes.IdempotencyKeyReused, $"This Idempotency-Key {used}. Use a new key for a new job.");
    }

    private static string WhyNotStarted(JobStartRequest request, Exception exception) => exception switch
    {
        JobDispatchException { MayHaveStarted: true } when request.RetryOf is not null =>
            "It is not known whether the job was run again. Send the same request again: it finds the new job, or starts it.",
        JobDispatchException { MayHaveStarted: true } when request.HasKey =>
            "It is not known whether the job was started. Send the same request again with the same Idempotency-Key: it finds the job, or starts it.",
        JobDispatchException { MayHaveStarted: true } =>
            "It is not known whether the job was started. A request that is sent again may start another one, "
            + "unless both have the same Idempotency-Key.",
        _ when Fault.IsLasting(exception) =>
            "The job could not be started, and will not be before something is mended on our side. Quote the request id to have it looked up.",
        _ => "The job could not be started. Try again shortly.",
    };
}
