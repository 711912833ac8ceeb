using System.Runtime.ExceptionServices;
using System.Text.Json;
using AsyncJobs.Jobs;
using AsyncJobs.Lifecycle;
using AsyncJobs.Telemetry;
using AsyncJobs.Texts;

namespace AsyncJobs.Storage;

/// <summary>The payload store as jobs use it: it is made when it is first needed, checks what it reads, and fails in one way.</summary>
/// <param name="isThere">Whether the application has a store. It may have to build its services to know.</param>
/// <param name="open">Gives the store.</param>
/// <param name="time">The clock.</param>
internal sealed class PayloadArchive(Func<bool> isThere, Func<IPayloadStore> open, TimeProvider time)
{
    /// <summary>What a file may have, in bytes: 5 GB, which every client of S3 gets in one request.</summary>
    public const long MaxFileBytes = 5L * 1024 * 1024 * 1024;

    /// <summary>How long the URL of a file can be used. A download that has begun by then goes on.</summary>
    public static readonly TimeSpan UrlLifetime = TimeSpan.FromMinutes(15);

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

    /// <summary>Checks that files can be kept, before a job is run for one.</summary>
    /// <exception cref="PayloadStoreException">There is no store, or it keeps no files; the message says how to get one.</exception>
    public void CheckKeepsFiles() => OpenForFiles();

    /// <summary>Keeps a file, and disposes of its content.</summary>
    /// <param name="id">The job.</param>
    /// <param name="leaseToken">The attempt that made the file.</param>
    /// <param name="file">The file.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="FileTooLargeException">It has more than <see cref="MaxFileBytes"/>.</exception>
    /// <exception cref="PayloadStoreException">It is not kept. What reading it throws comes out as it is.</exception>
    public async ValueTask<KeptFile> KeepFileAsync(string id, string leaseToken, JobFile file, CancellationToken cancellationToken)
    {
        using JobSpan? span = JobActivities.Start("keep");
        Stream content = file.Content;
        await using (content.ConfigureAwait(false))
        {
            using MeasuredStream measured = new(content, MaxFileBytes);
            string key = PayloadReference.KeyOfResult(id, leaseToken);
            try
            {
                await OpenForFiles()
                    .PutFileAsync(key, measured, file.ContentType, ContentDisposition.Of(file.FileName), cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (Exception) when (measured.Failure is { } failure)
            {
                ExceptionDispatchInfo.Throw(failure);
            }
            catch (Exception exception) when (!IsPlain(exception, cancellationToken))
            {
                throw Wrap(exception, $"The file {key} could not be kept: {ExceptionText.Message(exception)}");
            }

            return new KeptFile(file.ContentType, measured.Bytes, file.FileName, measured.TakeSha256()) { Key = key };
        }
    }

    /// <summary>Gives a record with its result, wherever that is kept.</summary>
    /// <exception cref="PayloadMissingException">It is not there any more.</exception>
    /// <exception cref="PayloadStoreException">It cannot be read, or only by a newer version of the library.</exception>
    public async ValueTask<JobRecord> WithResultAsync(JobRecord record, CancellationToken cancellationToken)
    {
        if (record.ResultFileKey is { } file)
        {
            byte[] shown = await DescribeAsync(file, record.Result, cancellationToken).ConfigureAwait(false);
            return record with { Result = shown, ResultFileKey = null };
        }

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
            if (record.ResultReference is null && record.ResultFileKey is null && record.InputReference is null)
                return;
            string what = record.ResultReference is null && record.ResultFileKey is null ? "input" : "result";
            throw new PayloadStoreException(
                $"The {what} of job {record.Id} is in a payload store, and this function has none to remove it from: "
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

    // Not asked for before somebody looks: whoever may see the job may have the file, and nobody else has a URL of it.
    private async ValueTask<byte[]> DescribeAsync(string key, ReadOnlyMemory<byte> kept, CancellationToken cancellationToken)
    {
        KeptFile file = JsonSerializer.Deserialize(kept.Span, JobFileJson.Default.KeptFile)!;
        DateTimeOffset expiresAt = time.RecordNow() + UrlLifetime;
        Uri url;
        try
        {
            url = await OpenForFiles().CreateDownloadUrlAsync(key, expiresAt, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (!IsPlain(exception, cancellationToken))
        {
            throw Wrap(exception, $"There could be no URL for the file {key}: {ExceptionText.Message(exception)}");
        }

        DownloadDocument download = new(file.ContentType, file.Length, file.FileName, file.Sha256, url, RecordTime.ToText(expiresAt));
        return JsonSerializer.SerializeToUtf8Bytes(download, JobFileJson.Default.DownloadDocument);
    }

    /// <exception cref="PayloadStoreException">There is no such store.</exception>
    private IFileStore OpenForFiles()
    {
        if (!IsThere)
        {
            throw new PayloadStoreException(
                "A job returns a file, and this function has no payload store to keep it: reference AsyncJobs.S3 and register AddS3Payloads().",
                isTransient: false);
        }

        IPayloadStore store;
        try
        {
            store = open();
        }
        catch (Exception exception) when (exception is not PayloadStoreException)
        {
            throw Wrap(exception, $"The payload store could not be made: {ExceptionText.Message(exception)}");
        }

        return store as IFileStore ?? throw new PayloadStoreException(
            $"A job returns a file, and the payload store, {store.GetType()}, keeps none: let it implement {nameof(IFileStore)}.",
            isTransient: false);
    }

    private static bool IsPlain(Exception exception, CancellationToken cancellationToken) =>
        exception is PayloadStoreException or PayloadMissingException
        || (exception is OperationCanceledException && cancellationToken.IsCancellationRequested);

    // A store that cannot even be made lacks its configuration.
    private static PayloadStoreException Wrap(Exception exception, string message) =>
        new(message, isTransient: exception is not InvalidOperationException, exception);
}
