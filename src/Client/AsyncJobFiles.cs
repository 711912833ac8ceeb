using System.Security.Cryptography;

namespace AsyncJobs.Client;

/// <summary>Downloads the files that jobs return.</summary>
public static class AsyncJobFiles
{
    private const int BufferBytes = 80 * 1024;

    /// <summary>
    /// Begins to download the file of a job that has succeeded. Where its URL has expired, the job is asked for another one. The request carries none
    /// of the credentials of the requests for jobs.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellationToken">Gives up. What is read of the stream afterwards has the token of its own reads.</param>
    /// <returns>The file, which is not checked against its digest; <see cref="DownloadAsync"/> checks it.</returns>
    /// <exception cref="AsyncJobFailedException">The job failed, timed out or was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The job has not ended, or it returned no file.</exception>
    /// <exception cref="AsyncJobRequestException">The server refuses to tell of the job or to give the file.</exception>
    /// <exception cref="AsyncJobProtocolException">The reply is not what the wire contract says.</exception>
    /// <exception cref="AsyncJobTimeoutException"><see cref="AsyncJobClientOptions.CallTimeout"/> is over.</exception>
    /// <exception cref="HttpRequestException">The connection cannot be made and trying again is no use.</exception>
    /// <exception cref="OperationCanceledException">The token fired.</exception>
    public static async Task<Stream> OpenAsync(this AsyncJob<AsyncJobFile> job, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(job);
        (_, HttpResponseMessage response) = await new FileRequest(job).SendAsync(cancellationToken).ConfigureAwait(false);
        return await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Downloads the file of a job that has succeeded, a piece at a time, and checks that it is the one that the job returned: by its length and its
    /// SHA-256.
    /// </summary>
    /// <param name="job">The job.</param>
    /// <param name="destination">Takes the file. After an exception it may have a part of it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What the file is.</returns>
    /// <inheritdoc cref="OpenAsync"/>
    /// <exception cref="AsyncJobProtocolException">
    /// The reply is not what the wire contract says, or what was downloaded is not the file that the job returned.
    /// </exception>
    public static async Task<AsyncJobFile> DownloadAsync(
        this AsyncJob<AsyncJobFile> job, Stream destination, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(job);
        ArgumentNullException.ThrowIfNull(destination);
        (AsyncJobFile file, HttpResponseMessage response) = await new FileRequest(job).SendAsync(cancellationToken).ConfigureAwait(false);
        using (response)
        {
            Stream content = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            byte[] buffer = new byte[BufferBytes];
            long length = 0;
            while (await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and int read)
            {
                hash.AppendData(buffer, 0, read);
                length += read;
                await destination.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
            }

            string sha256 = Convert.ToHexString(hash.GetHashAndReset());
            return length == file.Length && sha256.Equals(file.Sha256, StringComparison.OrdinalIgnoreCase)
                ? file
                : throw new AsyncJobProtocolException("What was downloaded is not the file that the job returned.", job.UrlOrNull);
        }
    }
}
