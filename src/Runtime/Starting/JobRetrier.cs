using AsyncJobs.Binding;
using AsyncJobs.Events;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Starting;

/// <summary>
/// Prepares the start of a job that runs another one again: with its input, for its owner, by the code as it is now. The id of the new job derives
/// from that of the old one, so that a wish which is repeated finds it, and of several at once one starts it.
/// </summary>
internal sealed class JobRetrier(JobCatalog jobs, StartRules rules, PayloadArchive archive, IKeptInputStore inputs)
{
    // No request can have this key, since it has spaces.
    private const string Key = "retry of ";

    /// <summary>What is said of a job whose repetition was removed.</summary>
    public const string RemovedReason = "The job was run again, by a job that has been removed.";

    /// <summary>The id of the job that runs another one again.</summary>
    public string IdOf(JobRecord old) => rules.IdOf(old.Job, old.Owner, Key + old.Id);

    /// <summary>Prepares it.</summary>
    /// <param name="old">The job that is to be run again, as it was read.</param>
    /// <param name="correlation">By what ids the wish is known; the job's correlation id serves where it has none of its own.</param>
    /// <param name="requestId">The invocation, for the log.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PayloadStoreException">The input is in the payload store, and cannot be read.</exception>
    public async ValueTask<PreparedRetry> PrepareAsync(
        JobRecord old, HttpCorrelation correlation, string? requestId, CancellationToken cancellationToken)
    {
        if (!old.IsFinished)
        {
            return PreparedRetry.Refused(
                JobRetryOutcome.NotFinished, "The job has not finished. Wait for its end, or cancel it, before it is run again.");
        }

        if (jobs.Find(old.Job) is not { } job)
            return PreparedRetry.Refused(JobRetryOutcome.InputUnreadable, "The application does not have this kind of job any more.");

        if (await FindInputAsync(old, cancellationToken).ConfigureAwait(false) is not { } args)
        {
            return PreparedRetry.Refused(JobRetryOutcome.InputNotKept, old is { IsInputKept: false, InputReference: null }
                ? "The input of this job was not kept, so it cannot be run again. Start a new one with the same input. "
                    + "The application's KeepInput has jobs keep their inputs from their start on."
                : "The input of this job is not kept any more, so it cannot be run again. Start a new one with the same input.");
        }

        if (Fault(job, args) is { } fault)
        {
            return PreparedRetry.Refused(
                JobRetryOutcome.InputUnreadable, $"The input of this job does not fit the job as it is now. {fault} Start a new one.");
        }

        return PreparedRetry.Of(RequestOf(old, job, args, correlation, requestId));
    }

    private async ValueTask<ReadOnlyMemory<byte>?> FindInputAsync(JobRecord old, CancellationToken cancellationToken)
    {
        if (old.InputReference is { } reference)
        {
            if (!archive.IsThere)
            {
                throw new PayloadStoreException(
                    $"The input of job {old.Id} is in a payload store, and this function has none: register the one of its accept function.",
                    isTransient: false);
            }

            try
            {
                return await archive.ReadAsync(reference, cancellationToken).ConfigureAwait(false);
            }
            catch (PayloadMissingException)
            {
                return null;
            }
        }

        if (!old.IsInputKept)
            return null;

        // In a conditional expression, null would be an empty input.
        if (await inputs.GetInputAsync(old.Id, cancellationToken).ConfigureAwait(false) is not { } kept)
            return null;
        return InputCodec.Decode(kept);
    }

    // As the worker would find out. What else code of a parameter's type throws here, it throws there too, and is told as the job's end.
    private static string? Fault(JobDefinition job, ReadOnlyMemory<byte> args)
    {
        try
        {
            job.Bind(new EventArguments(args));
            return null;
        }
        catch (InputUnreadableException exception)
        {
            return exception.Message;
        }
    }

    private JobStartRequest RequestOf(
        JobRecord old, JobDefinition job, ReadOnlyMemory<byte> args, HttpCorrelation correlation, string? requestId)
    {
        HttpCorrelation known = correlation with { CorrelationId = correlation.CorrelationId ?? old.CorrelationId ?? old.Id };
        string id = IdOf(old);
        StartEnvelope envelope = new(id, job, known);
        envelope.Writer.WriteRawValue(args.Span, skipInputValidation: true);
        envelope.Close();
        return new JobStartRequest
        {
            Job = job,
            Id = id,
            Envelope = envelope,
            Owner = old.Owner,
            Correlation = known,
            CallbackUrl = old.Callback?.Url,
            HasKey = true,
            RetryOf = old.Id,
            RequestId = requestId,
        };
    }
}
