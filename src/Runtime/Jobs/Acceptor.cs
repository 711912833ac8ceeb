using System.Buffers;
using System.Text.Json;
using AsyncJobs.Binding;
using AsyncJobs.Buffers;
using AsyncJobs.Callbacks;
using AsyncJobs.Dispatch;
using AsyncJobs.Http;
using AsyncJobs.Lifecycle;
using AsyncJobs.Logging;
using AsyncJobs.Metrics;

namespace AsyncJobs.Jobs;

/// <summary>Answers the request that starts a job: 202 once the job's record and event are both accepted.</summary>
internal sealed class Acceptor(JobApp app, JobPlatform platform)
{
    private const int LongestIdempotencyKey = 255;
    private static readonly TimeSpan s_reserve = TimeSpan.FromMilliseconds(500);

    public async ValueTask AcceptAsync(JobDefinition job, HttpEvent request, Invocation invocation, IBufferWriter<byte> output)
    {
        HttpResponder responder = new(request, invocation, output);
        JobOwner owner = request.Owner(platform.OwnerSetting);
        if (owner.IsUnknown)
        {
            UnknownOwner.Log(platform, owner, job.Name, null, invocation);
            responder.Problem(403, JobErrorCodes.Forbidden, "The API has let this request in without saying whose it is, so the job would have no owner. The request id finds the reason in the log.");
            return;
        }

        if (job.HasBody && request.HasBody && !request.IsJson())
        {
            responder.Problem(415, JobErrorCodes.UnsupportedMediaType, "The body must be JSON. Send it with 'Content-Type: application/json'.");
            return;
        }

        using JsonScratch scratch = JsonScratch.Rent();
        Utf8JsonWriter writer = scratch.Writer;
        string? key = request.IdempotencyKey();
        string id = key is null ? JobId.New() : JobId.Derive(job.Name, owner.Text, key, platform.IdempotencySecret.Span);

        HttpCorrelation correlation = request.Correlation();
        using JobSpan? span = JobActivities.StartAccept(job.Name, id, invocation.RequestId, correlation.TraceParent, correlation.TraceState);
        if (span is { TraceParent: not null })
            correlation = correlation with { TraceParent = span.TraceParent, TraceState = span.TraceState };

        WorkerEvent.WriteStart(writer, id, job.Name, correlation);
        writer.Flush();
        int argsStart = scratch.Buffer.WrittenCount;
        writer.WriteStartObject();
        HttpArguments arguments = new(request, job.Route, writer);
        job.Bind(arguments);
        if (key is null ? job.RequireIdempotencyKey : !IsUsable(key))
        {
            string demand = key is null ? "is required: " : "must be ";
            arguments.Add("header", "Idempotency-Key", $"{demand}1 to {LongestIdempotencyKey} printable ASCII characters");
        }

        string? callbackUrl = request.CallbackUrl();
        if (callbackUrl is not null && CallbackUrl.Fault(callbackUrl, platform.Callbacks) is { } fault)
            arguments.Add("header", CallbackUrl.Header, fault);
        if (arguments.HasFaults)
        {
            responder.BadRequest(arguments.Faults);
            return;
        }

        writer.WriteEndObject();
        writer.Flush();
        int argsEnd = scratch.Buffer.WrittenCount;
        writer.WriteEndObject();
        ReadOnlyMemory<byte> payload = scratch.Written;
        PayloadArchive? archive = payload.Length > WorkerEvent.MaxBytes ? app.Payloads : null;
        if (payload.Length > WorkerEvent.MaxBytes && archive is null)
        {
            responder.Problem(
                413,
                JobErrorCodes.PayloadTooLarge,
                $"The input takes {payload.Length} bytes as an event; at most {WorkerEvent.MaxBytes} fit. Send less, or a reference to it.");
            return;
        }

        using InvocationBudget budget = invocation.CreateBudget(s_reserve, platform.Time);
        using JsonScratch? referring = archive is null ? null : JsonScratch.Rent();
        ReadOnlyMemory<byte> args = payload[argsStart..argsEnd];
        JobStart start;
        try
        {
            if (archive is not null)
            {
                PayloadReference input = await archive.KeepInputAsync(id, args, budget.Token).ConfigureAwait(false);
                WorkerEvent.WriteReferring(referring!.Writer, id, job.Name, correlation, input);
                payload = referring.Written;
            }

            JobStartRequest startRequest = new()
            {
                Job = job,
                Id = id,
                Owner = owner.Text,
                Correlation = correlation,
                CallbackUrl = callbackUrl,
                KeyedArgs = key is null ? default : args,
                Payload = payload,
                RequestId = invocation.RequestId,
            };
            start = await new JobStarter(platform).StartAsync(startRequest, budget, budget.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            platform.Log.Write(new JobLogEntry(JobLogLevel.Error, exception is JobDispatchException ? "job.not-dispatched" : "job.not-stored")
            {
                Job = job.Name,
                JobId = id,
                RequestId = invocation.RequestId,
                CorrelationId = correlation.CorrelationId,
                TraceId = correlation.TraceId,
                Exception = exception,
            });
            span?.Fail();
            string message = exception is JobDispatchException { MayHaveStarted: true }
                ? "It is not known whether the job was started. A request that is sent again may start another one, unless both have the same Idempotency-Key."
                : "The job could not be started. Try again shortly.";
            responder.Problem(503, JobErrorCodes.Unavailable, message, retryAfterSeconds: 2);
            return;
        }

        if (start.Outcome is JobStartOutcome.KeyReused)
        {
            responder.Problem(422, JobErrorCodes.IdempotencyKeyReused, "This Idempotency-Key was used before with another input. Use a new key for a new job.");
            return;
        }

        platform.Log.Write(new JobLogEntry(JobLogLevel.Information, start.Outcome is JobStartOutcome.Started ? "job.accepted" : "job.repeated")
        {
            Job = job.Name,
            JobId = id,
            RequestId = invocation.RequestId,
            CorrelationId = correlation.CorrelationId,
            TraceId = correlation.TraceId,
            Status = start.Record.Status,
        });
        JobRecord record = start.Record;
        string location = JobLocation.Of(id, request, job.Route, platform.PublicBaseUrl);
        int waitSeconds = request.WaitSeconds();
        if (waitSeconds > 0)
        {
            record = await new JobWaiter(platform).WaitAsync(record, waitSeconds, invocation, budget).ConfigureAwait(false) ?? record;
            if (record.IsFinished && await TryShowAsync(record, start.Record, invocation, budget).ConfigureAwait(false) is { } shown)
            {
                responder.Waited(shown, waitSeconds, location);
                return;
            }

            record = record.IsFinished ? start.Record : record;
        }

        responder.Status(await record.WithResultAsync(app, budget.Token).ConfigureAwait(false), 202, location, platform.Now());
    }

    // A job that is accepted stays so where its result cannot be shown yet: the caller is given its URL, as if it had not ended in time.
    private async ValueTask<JobRecord?> TryShowAsync(JobRecord record, JobRecord started, Invocation invocation, InvocationBudget budget)
    {
        try
        {
            return await record.WithResultAsync(app, budget.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (!started.IsFinished)
        {
            platform.Log.Write(new JobLogEntry(JobLogLevel.Warning, "job.result-not-read")
            {
                Message = "The job has ended while its caller waited, but its result could not be read; he is answered without it.",
                Job = record.Job,
                JobId = record.Id,
                RequestId = invocation.RequestId,
                Exception = exception,
            });
            return null;
        }
    }

    private static bool IsUsable(string key) =>
        key.Length is >= 1 and <= LongestIdempotencyKey && key.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0;
}
