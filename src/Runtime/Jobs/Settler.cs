using System.Text.Json;
using AsyncJobs.Lifecycle;
using AsyncJobs.Logging;
using AsyncJobs.Storage;

namespace AsyncJobs.Jobs;

/// <summary>Takes the platform's record of an event that it gave up on, and records the job's end where nobody did: FAILED, or CANCELLED where its caller wanted that.</summary>
internal sealed class Settler(JobApp app, JobPlatform platform)
{
    private static readonly TimeSpan s_reserve = TimeSpan.FromMilliseconds(500);

    public async ValueTask SettleAsync(ReadOnlyMemory<byte> payload, Invocation invocation)
    {
        Read(payload, out string requestId, out string condition, out WorkerEvent workerEvent);
        JobError error = new(
            JobErrorCodes.PlatformGaveUp,
            condition == "EventAgeExceeded" ? "The job waited too long for a worker." : "Every attempt of the job ended without an outcome.",
            requestId);

        DateTimeOffset now = platform.Now();
        using InvocationBudget budget = invocation.CreateBudget(s_reserve, platform.Time);
        JobTransition.Settle settle = new(requestId, error, app.ExpiryOf(workerEvent.Job, now), workerEvent.Continuation);
        JobTransitionResult result = await platform.Store.ApplyAsync(workerEvent.Id, settle, now, budget.Token).ConfigureAwait(false);
        if (result is { Applied: false, Record: { Status: JobStatus.Running, CancelRequestedAt: not null } stopped } && stopped.Lease!.RequestId == requestId)
            result = await CancelAsync(stopped, now, budget).ConfigureAwait(false);

        platform.Log.Write(new JobLogEntry(result.Applied ? JobLogLevel.Error : JobLogLevel.Information, result.Applied ? "job.settled" : "job.settle-refused")
        {
            Message = error.Message,
            Job = workerEvent.Job,
            JobId = workerEvent.Id,
            RequestId = requestId,
            Status = result.Record?.Status,
        });

        // Where it was refused, the worker may have ended between the job's end and its callback.
        if (result.Record is { } record)
            await new CallbackSender(app, platform).SendAsync(record, isLast: true, requestId, budget).ConfigureAwait(false);
    }

    // Its worker has ended for good, and its caller wanted it to.
    private async ValueTask<JobTransitionResult> CancelAsync(JobRecord record, DateTimeOffset now, InvocationBudget budget)
    {
        JobTransition.Finish cancelled = LostJob.Finish(record, app.ExpiryOf(record, now));
        JobTransitionResult result = await platform.Store.ApplyAsync(record.Id, cancelled, now, budget.Token).ConfigureAwait(false);
        return result.Applied ? result with { Record = JobStateMachine.Apply(record, cancelled, now) } : result;
    }

    private static void Read(ReadOnlyMemory<byte> payload, out string requestId, out string condition, out WorkerEvent workerEvent)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(payload, new JsonDocumentOptions { MaxDepth = 4096 });
            JsonElement context = document.RootElement.GetProperty("requestContext");
            requestId = context.GetProperty("requestId").GetString() ?? throw new JsonException("The request id is null.");
            condition = context.GetProperty("condition").GetString() ?? throw new JsonException("The condition is null.");
            string request = document.RootElement.GetProperty("requestPayload").GetRawText();
            workerEvent = WorkerEvent.Read(System.Text.Encoding.UTF8.GetBytes(request));
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new JobEventException("The event is not the record that Lambda sends to an on-failure destination.", exception);
        }
    }
}
