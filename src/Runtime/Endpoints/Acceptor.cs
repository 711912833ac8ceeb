using AsyncJobs.Binding;
using AsyncJobs.Callbacks;
using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Starting;
using AsyncJobs.Storage;
using AsyncJobs.Telemetry;

namespace AsyncJobs.Endpoints;

/// <summary>
/// Answers the request that starts a job, in four steps: bind, envelope, start, reply. The reply is 202 once the job's record and event are both
/// accepted.
/// </summary>
/// <param name="owners">Who owns the jobs.</param>
/// <param name="rules">What holds for every start.</param>
/// <param name="starts">Starts the job.</param>
/// <param name="archive">Keeps what is too large for an event.</param>
/// <param name="replies">Answers once the job is started.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Says what was started.</param>
internal sealed class Acceptor(
    OwnerSetting owners,
    StartRules rules,
    StartReplies starts,
    PayloadArchive archive,
    AcceptReplies replies,
    TimeProvider time,
    EndpointLog log)
{
    private static readonly TimeSpan s_reserve = TimeSpan.FromMilliseconds(500);

    public async ValueTask AcceptAsync(JobDefinition job, HttpEvent request, Invocation invocation, HttpResponder responder)
    {
        JobOwner owner = request.Owner(owners);
        if (!IsWelcome(owner, job, invocation, responder))
            return;

        string? key = request.IdempotencyKey() is { } header ? IdempotencyKey.Read(header) : null;
        string id = rules.IdOf(job, owner.Text, key);
        HttpCorrelation correlation = request.Correlation();
        using JobSpan? span = JobActivities.StartAccept(job.Name, id, invocation.RequestId, correlation.TraceParent, correlation.TraceState);
        if (span is { TraceParent: not null })
            correlation = correlation with { TraceParent = span.TraceParent, TraceState = span.TraceState };

        using StartEnvelope envelope = new(id, job, correlation);
        JobStartRequest start = new()
        {
            Job = job,
            Id = id,
            Envelope = envelope,
            Owner = owner.Text,
            Correlation = correlation,
            CallbackUrl = request.CallbackUrl(),
            HasKey = key is not null,
            RequestId = invocation.RequestId,
        };
        if (!TryBind(start, key, request, responder))
            return;

        using InvocationBudget budget = invocation.CreateBudget(s_reserve, time);
        if (await starts.TryStartAsync(start, span, budget, responder).ConfigureAwait(false) is { } started)
            await replies.SendAsync(job.Route, started.Record, request, invocation, budget, responder).ConfigureAwait(false);
    }

    private bool IsWelcome(JobOwner owner, JobDefinition job, Invocation invocation, HttpResponder responder)
    {
        if (!owner.IsUnknown)
            return true;

        log.OwnerUnknown(owner, owners, job.Name, null, invocation);
        responder.Problem(
            403,
            JobErrorCodes.Forbidden,
            "The API has let this request in without saying whose it is, so the job would have no owner. "
            + "The request id finds the reason in the log.");
        return false;
    }

    /// <summary>Writes the request's arguments into the event, or answers with everything that is wrong with them.</summary>
    private bool TryBind(JobStartRequest start, string? key, HttpEvent request, HttpResponder responder)
    {
        StartEnvelope envelope = start.Envelope;
        envelope.Writer.WriteStartObject();
        HttpArguments arguments = new(request, start.Job.Route, envelope.Writer);
        start.Job.Bind(arguments);
        if (arguments.UnsupportedBody is { } unsupported)
        {
            responder.Problem(415, JobErrorCodes.UnsupportedMediaType, unsupported);
            return false;
        }

        if (IdempotencyKey.IsMissing(start.Job, key))
            arguments.Add("header", "Idempotency-Key", $"is required: {IdempotencyKey.HeaderForm}");
        else if (key is not null && !IdempotencyKey.HasForm(key))
            arguments.Add("header", "Idempotency-Key", $"must be {IdempotencyKey.HeaderForm}");
        if (rules.CallbackFault(start.CallbackUrl) is { } fault)
            arguments.Add("header", CallbackUrl.Header, fault);
        if (arguments.Faults is { } faults)
        {
            responder.BadRequest(faults);
            return false;
        }

        envelope.Writer.WriteEndObject();
        envelope.Close();
        if (envelope.SizeFault(archive) is { } tooLarge)
        {
            responder.Problem(413, JobErrorCodes.PayloadTooLarge, $"{tooLarge} Send less, or a reference to it.");
            return false;
        }

        return true;
    }
}
