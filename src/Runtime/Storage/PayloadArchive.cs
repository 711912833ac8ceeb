using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Shared;
using AsyncJobs.Telemetry;
using AsyncJobs.Texts;

namespace AsyncJobs.Storage;

/// <summary>The payload store as jobs use it: it is made when it is first needed, checks what it reads, and fails in one way.</summary>
/// <param name="isThere">Whether the application has a store. It may have to build its services to know.</param>
/// <param name="open">Gives the store.</param>
internal sealed class PayloadArchive(Func<bool> isThere, Func<IPayloadStore> open)
{
    /// <summary>What an input may have, in bytes: as much as a request can bring.</summary>
    public const int MaxInputBytes = LambdaLimits.MostSynchronousBytes;

    /// <summary>Whether payloads can be kept; where not, large ones are refused.</summary>
    public bool IsThere => isThere();

    /// <exception cref="PayloadStoreException">It is not kept.</exception>
    public async ValueTask<PayloadReference> KeepInputAsync(string id, ReadOnlyMemory<byte> args, CancellationToken cancellationToken)
    {
        PayloadReference reference = PayloadReference.OfInput(id, args.Span);
        await KeepAsync(reference, args, JobResultEncoding.Json, cancellationToken).ConfigureAwait(false);
        return reference;
    }

    /// <exception cref="PayloadStoreException">It is not kept.</exception>
    public async ValueTask KeepAsync(
        PayloadReference reference, ReadOnlyMemory<byte> content, JobResultEncoding encoding, CancellationToken cancellationToken)
    {
        using JobSpan? span = JobActivities.Start("keep");
        string? contentEncoding = encoding is JobResultEncoding.Brotli ? "br" : null;
        try
        {
            await open().PutAsync(reference.Key, content, contentEncoding, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!IsPlain(exception, cancellationToken))
        {
            throw Wrap(exception, $"The payload {reference.Key} could not be kept: {ExceptionText.Message(exception)}");
        }
    }

    /// <exception cref="PayloadMissingException">It is not there, or it is another one.</exception>
    /// <exception cref="PayloadStoreException">It cannot be read.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> ReadAsync(PayloadReference reference, CancellationToken cancellationToken)
    {
        using JobSpan? span = JobActivities.Start("fetch");
        ReadOnlyMemory<byte>? found;
        try
        {
            found = await open().GetAsync(reference.Key, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!IsPlain(exception, cancellationToken))
        {
            throw Wrap(exception, $"The payload {reference.Key} could not be read: {ExceptionText.Message(exception)}");
        }

        if (found is not { } content)
        {
            throw new PayloadMissingException(
                $"There is no payload {reference.Key}. Do the rules of its bucket let payloads expire before their jobs do?");
        }

        return reference.Matches(content.Span)
            ? content
            : throw new PayloadMissingException($"The payload {reference.Key} is not the one that was kept: somebody has replaced it.");
    }

    /// <summary>Gives a record with its result, wherever that is kept.</summary>
    /// <exception cref="PayloadMissingException">It is not there any more.</exception>
    /// <exception cref="PayloadStoreException">It cannot be read, or only by a newer version of the library.</exception>
    public async ValueTask<JobRecord> WithResultAsync(JobRecord record, CancellationToken cancellationToken)
    {
        if (record.ResultReference is not { } reference)
            return record;

        if (record.ResultEncoding is JobResultEncoding.Unknown)
        {
            throw new PayloadStoreException(
                $"A newer version of AsyncJobs kept the result of job {record.Id} in an encoding that this one does not know: "
                + "deploy all functions with one version.",
                isTransient: false);
        }

        if (!IsThere)
        {
            throw new PayloadStoreException(
                $"The result of job {record.Id} is in a payload store, and this function has none: register the one of its worker.",
                isTransient: false);
        }

        return record with { Result = await ReadAsync(reference, cancellationToken).ConfigureAwait(false), ResultReference = null };
    }

    /// <summary>Removes everything that is kept of a job.</summary>
    /// <exception cref="PayloadStoreException">Some of it may be left.</exception>
    public async ValueTask RemoveAsync(JobRecord record, CancellationToken cancellationToken)
    {
        if (!IsThere)
        {
            if (record.ResultReference is null)
                return;
            throw new PayloadStoreException(
                $"The result of job {record.Id} is in a payload store, and this function has none to remove it from: "
                + "register the one of its worker.",
                isTransient: false);
        }

        using JobSpan? span = JobActivities.Start("remove");
        try
        {
            await open().RemoveAllAsync(record.Id, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!IsPlain(exception, cancellationToken))
        {
            throw Wrap(exception, $"The payloads of job {record.Id} could not be removed: {ExceptionText.Message(exception)}");
        }
    }

    private static bool IsPlain(Exception exception, CancellationToken cancellationToken) =>
        exception is PayloadStoreException or PayloadMissingException
        || (exception is OperationCanceledException && cancellationToken.IsCancellationRequested);

    // A store that cannot even be made lacks its configuration.
    private static PayloadStoreException Wrap(Exception exception, string message) =>
        new(message, isTransient: exception is not InvalidOperationException, exception);
}
