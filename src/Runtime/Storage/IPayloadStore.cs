using AsyncJobs.Jobs;

namespace AsyncJobs.Storage;

/// <summary>
/// Where inputs are kept that are too large for the platform's event, and results that are too large for the table's item: event and
/// item then hold a reference (a claim check). An application that registers one in its <see cref="JobServicesAttribute"/> method has such
/// jobs; without one they are refused. Implementations are safe for concurrent use.
/// </summary>
/// <remarks>
/// Nothing but the payloads of jobs that somebody purges is removed through this interface: whoever sets the store up lets its objects expire, a day
/// or more after the jobs that they belong to.
/// </remarks>
public interface IPayloadStore
{
    /// <summary>
    /// Keeps a payload. When it returns, every read from then on finds it. What stands under the key is replaced, and is always the same.
    /// </summary>
    /// <param name="key">
    /// Begins with the job's id and a slash, <c>7d5b0q3hh8jg3m1w2v9x4k6a0c/result-…</c>: lower-case letters, digits, <c>-</c> and <c>/</c>, at most
    /// 128.
    /// </param>
    /// <param name="content">The payload, at most 6 MB. Valid only until the returned task is done.</param>
    /// <param name="contentEncoding">The payload is JSON; how it is compressed, as the HTTP header says it: <c>br</c>, or null for not at
    /// all.</param>
    /// <param name="cancellationToken">Gives up waiting; the payload may then be kept or not.</param>
    /// <exception cref="PayloadStoreException">It is not kept, or it is unknown whether it is.</exception>
    ValueTask PutAsync(string key, ReadOnlyMemory<byte> content, string? contentEncoding, CancellationToken cancellationToken);

    /// <summary>Reads a payload.</summary>
    /// <param name="key">Its key.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <returns>What was kept, compressed where it was; null when there is nothing under the key.</returns>
    /// <exception cref="PayloadMissingException">What is there cannot be what was kept, and was not read.</exception>
    /// <exception cref="PayloadStoreException">It cannot be told.</exception>
    ValueTask<ReadOnlyMemory<byte>?> GetAsync(string key, CancellationToken cancellationToken);

    /// <summary>
    /// Removes every payload of a job. When it returns, none is found that was kept before the call. A store that does not do this can be used for
    /// everything but purging jobs.
    /// </summary>
    /// <param name="jobId">The job's id: what the keys begin with, without the slash behind it.</param>
    /// <param name="cancellationToken">Gives up; some payloads may then be removed.</param>
    /// <exception cref="PayloadStoreException">Some may be left, or the store does not remove payloads.</exception>
    ValueTask RemoveAllAsync(string jobId, CancellationToken cancellationToken) =>
        throw new PayloadStoreException($"The payload store {GetType()} does not remove payloads.", isTransient: false);
}
