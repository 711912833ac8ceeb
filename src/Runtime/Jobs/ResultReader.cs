using AsyncJobs.Lifecycle;
using AsyncJobs.Storage;

namespace AsyncJobs.Jobs;

/// <summary>Fetches the results that are kept outside of their records, for whoever is shown a job.</summary>
internal static class ResultReader
{
    /// <summary>Gives the record with its result.</summary>
    /// <exception cref="PayloadMissingException">It is not there any more.</exception>
    /// <exception cref="PayloadStoreException">It cannot be read, or only by a newer version of the library.</exception>
    public static async ValueTask<JobRecord> WithResultAsync(this JobRecord record, JobApp app, CancellationToken cancellationToken)
    {
        if (record.ResultReference is not { } reference)
            return record;

        if (record.ResultEncoding is JobResultEncoding.Unknown)
        {
            throw new PayloadStoreException(
                $"A newer version of AsyncJobs kept the result of job {record.Id} in an encoding that this one does not know: deploy all functions with one version.", isTransient: false);
        }

        PayloadArchive archive = app.Payloads ?? throw new PayloadStoreException(
            $"The result of job {record.Id} is in a payload store, and this function has none: register the one of its worker.", isTransient: false);
        return record with { Result = await archive.ReadAsync(reference, cancellationToken).ConfigureAwait(false), ResultReference = null };
    }
}
