namespace AsyncJobs.Storage;

/// <summary>
/// A payload store that keeps files as well, for jobs that return a <see cref="JobFile"/>. Whoever has no AWS credentials reads them by URLs that
/// expire. Implementations are safe for concurrent use.
/// </summary>
public interface IFileStore : IPayloadStore
{
    /// <summary>Keeps a file. When it returns, every read from then on finds it.</summary>
    /// <param name="key">As in <see cref="IPayloadStore.PutAsync"/>.</param>
    /// <param name="content">Read once to its end, of a length that nobody knows: up to 5 GB, which need not be in memory as a whole.</param>
    /// <param name="contentType">The header Content-Type of whoever reads it.</param>
    /// <param name="contentDisposition">The header Content-Disposition of whoever reads it (RFC 6266), in ASCII.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PayloadStoreException">It is not kept, or it is unknown whether it is. What reading the content throws comes out as it
    /// is, or as the cause of this.</exception>
    ValueTask PutFileAsync(string key, Stream content, string contentType, string contentDisposition, CancellationToken cancellationToken);

    /// <summary>Makes a URL that brings a file to whoever has it, until a time. Nobody can guess it.</summary>
    /// <param name="key">The file's key.</param>
    /// <param name="expiresAt">From when on the URL brings nothing; at most 7 days from now.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="PayloadStoreException">There can be no URL.</exception>
    ValueTask<Uri> CreateDownloadUrlAsync(string key, DateTimeOffset expiresAt, CancellationToken cancellationToken);
}
