using System.Buffers;
using AsyncJobs.Http;
using AsyncJobs.Lifecycle;
using AsyncJobs.Logging;
using AsyncJobs.Storage;

namespace AsyncJobs.Jobs;

/// <summary>Answers GET and DELETE of a job's URL.</summary>
internal sealed class StatusReader(JobApp app, JobPlatform platform)
{
    private const int RetryUnknownSeconds = 30;

    private static readonly TimeSpan s_reserve = TimeSpan.FromMilliseconds(500);

    public async ValueTask AnswerAsync(HttpEvent request, Invocation invocation, IBufferWriter<byte> output)
    {
        HttpResponder responder = new(request, invocation, output);
        if (request.Method is not ("GET" or "DELETE"))
        {
            responder.Problem(405, JobErrorCodes.MethodNotAllowed, "A job's URL takes GET and DELETE.", allow: "GET, DELETE");
            return;
        }

        using InvocationBudget budget = invocation.CreateBudget(s_reserve, platform.Time);
        string id = request.LastPathSegment();
        JobRecord? record = JobId.IsValid(id) ? await ReadAsync(id, budget.Token).ConfigureAwait(false) : null;

        // One read and nothing else for a job of another caller, just as for one that does not exist.
        if (record is not null && IsFor(record, request, invocation))
            record = await EndLostAsync(record, invocation, budget, budget.Token).ConfigureAwait(false);
        else
            record = null;
        if (record is null)
        {
            NotFound(responder);
            return;
        }

        if (request.Method == "GET")
        {
            await ShowAsync(record, request, invocation, budget, responder).ConfigureAwait(false);
            return;
        }

        if (record.Status is JobStatus.Unknown)
        {
            responder.Problem(
                503, JobErrorCodes.Unavailable, "A newer version of this application has the job. Try again shortly.", retryAfterSeconds: RetryUnknownSeconds);
            return;
        }

        (record, bool isAskedFor) = await CancelAsync(record, invocation, budget).ConfigureAwait(false);
        responder.Status(await record.WithResultAsync(app, budget.Token).ConfigureAwait(false), isAskedFor ? 202 : 200, null, platform.Now());
    }

    /// <summary>Reads a job that is not expired, and writes down that it is lost where its worker has vanished.</summary>
    public async ValueTask<JobRecord?> FindAsync(string id, InvocationBudget budget, CancellationToken cancellationToken) =>
        await ReadAsync(id, cancellationToken).ConfigureAwait(false) is { } record
            ? await EndLostAsync(record, null, budget, cancellationToken).ConfigureAwait(false)
            : null;

    // A job without an owner is there for whoever knows its id, also for a caller of whom nobody can tell who they are.
    private bool IsFor(JobRecord record, HttpEvent request, Invocation invocation)
    {
        if (record.Owner is null)
            return true;

        JobOwner caller = request.Owner(platform.OwnerSetting);
        if (caller.IsUnknown)
            UnknownOwner.Log(platform, caller, record.Job, record.Id, invocation);
        return record.Owner == caller.Text;
    }

    private static void NotFound(HttpResponder responder) =>
        responder.Problem(404, JobErrorCodes.NotFound, "There is no such job. It may have expired.");

    private async ValueTask ShowAsync(JobRecord record, HttpEvent request, Invocation invocation, InvocationBudget budget, HttpResponder responder)
    {
        int waitSeconds = request.WaitSeconds();
        if (waitSeconds == 0)
        {
            responder.Status(await record.WithResultAsync(app, budget.Token).ConfigureAwait(false), 200, null, platform.Now());
            return;
        }

        JobRecord? later = await new JobWaiter(platform).WaitAsync(record, waitSeconds, invocation, budget).ConfigureAwait(false);
        if (later is null)
            NotFound(responder);
        else if (later.IsFinished)
            responder.Waited(await later.WithResultAsync(app, budget.Token).ConfigureAwait(false), waitSeconds, null);
        else
            responder.Status(later, 200, null, platform.Now());
    }

    private async ValueTask<JobRecord?> ReadAsync(string id, CancellationToken cancellationToken)
    {
        JobRecord? record = await platform.Store.GetAsync(id, cancellationToken).ConfigureAwait(false);
        return record is null || record.ExpiresAt <= platform.Now() ? null : record;
    }

    private async ValueTask<JobRecord?> EndLostAsync(JobRecord record, Invocation? invocation, InvocationBudget budget, CancellationToken cancellationToken)
    {
        DateTimeOffset now = platform.Now();

        // Settle may still come with the platform's own word on it, so that a reader waits a while also where no attempt is left.
        if (LostJob.Judge(record, app.TermsOf(record.Job, now) with { MaxAttempts = null }, now) is not NextStep.End(var end))
            return record;

        JobTransitionResult result = await platform.Store.ApplyAsync(record.Id, end, now, cancellationToken).ConfigureAwait(false);
        if (!result.Applied)
            return result.Record;

        JobRecord ended = JobStateMachine.Apply(record, end, now)!;
        bool isLost = ended.Status is JobStatus.Failed;
        platform.Log.Write(new JobLogEntry(isLost ? JobLogLevel.Error : JobLogLevel.Information, isLost ? "job.lost" : "job.finished")
        {
            Message = isLost ? "The worker vanished, or none came, and no retry did." : "The worker that was to stop has vanished.",
            Job = record.Job,
            JobId = record.Id,
            Attempt = record.Attempt,
            RequestId = invocation?.RequestId,
            Status = ended.Status,
        });
        return await new CallbackSender(app, platform).SendWithinRequestAsync(ended, isLast: true, invocation?.RequestId, budget).ConfigureAwait(false);
    }

    private async ValueTask<(JobRecord Record, bool IsAskedFor)> CancelAsync(JobRecord record, Invocation invocation, InvocationBudget budget)
    {
        while (record.Status is JobStatus.Pending or JobStatus.Running)
        {
            DateTimeOffset now = platform.Now();
            JobTransition transition = record.Status is JobStatus.Pending
                ? new JobTransition.Cancel(app.TermsOf(record.Job, now).ExpiresAt)
                : new JobTransition.RequestCancel();
            JobTransitionResult result = await platform.Store.ApplyAsync(record.Id, transition, now, budget.Token).ConfigureAwait(false);
            if (result.Applied)
            {
                platform.Log.Write(new JobLogEntry(JobLogLevel.Information, "job.cancel-requested")
                {
                    Job = record.Job,
                    JobId = record.Id,
                    Status = result.Record!.Status,
                });

                // The worker's event is still under way, and its worker sends a callback that was not taken now.
                JobRecord asked = await EndLostAsync(result.Record, invocation, budget, budget.Token).ConfigureAwait(false) ?? result.Record;
                JobRecord told = await new CallbackSender(app, platform)
                    .SendWithinRequestAsync(asked, isLast: false, invocation.RequestId, budget)
                    .ConfigureAwait(false);
                return (told, true);
            }

            // It went on in the meantime; a record that is gone has expired.
            record = result.Record ?? record with { Status = JobStatus.Cancelled };
        }

        return (record, false);
    }
}
