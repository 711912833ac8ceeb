using System.Net;
using System.Runtime.ExceptionServices;

namespace AsyncJobs.Client;

/// <summary>Asks for the file of a job: again after what can pass, and by another URL where the one at hand has expired.</summary>
internal sealed class FileRequest(AsyncJob<AsyncJobFile> job)
{
    // The way of the request takes a moment, and clocks differ.
    private static readonly TimeSpan s_margin = TimeSpan.FromSeconds(30);

    private static readonly Lazy<HttpClient> s_http = new(static () => new HttpClient(new SocketsHttpHandler
    {
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    }));

    /// <summary>Sends it until the file comes, there is a refusal, or no time.</summary>
    /// <returns>What the file is, and the reply, of which nothing but its headers is read.</returns>
    public async Task<(AsyncJobFile File, HttpResponseMessage Response)> SendAsync(CancellationToken cancellationToken)
    {
        AsyncJobClientOptions options = job.Options;
        Deadline deadline = Deadline.After(options.CallTimeout, options.TimeProvider);
        Backoff backoff = new(options);
        bool isAsked = false;
        bool isFirst = true;
        AsyncJobFile? file = KnownFile(options.TimeProvider.GetUtcNow());
        while (true)
        {
            if (file is null)
            {
                isAsked = true;
                file = FileOf(await job.GetAsync(cancellationToken).ConfigureAwait(false));
            }

            (HttpResponseMessage? response, Exception? failure) = await TryAsync(file, options, cancellationToken).ConfigureAwait(false);
            if (response is { IsSuccessStatusCode: true })
                return (file, response);

            if (isFirst && failure is not null && TransientFailure.IsRefusedConnection(failure))
                ExceptionDispatchInfo.Throw(failure);

            isFirst = false;
            HttpStatusCode? status = response?.StatusCode;
            response?.Dispose();

            // S3 says this of a URL that has expired.
            if (status is HttpStatusCode.Forbidden && !isAsked)
            {
                file = null;
                continue;
            }

            if (status is { } refused && !TransientFailure.Is(refused))
                throw Refusal(refused, file);

            await deadline.PauseAsync(backoff.Next(TimeSpan.Zero, deadline.Remaining), cancellationToken).ConfigureAwait(false);
            if (deadline.IsOver)
                throw AsyncJobTimeoutException.Downloading(job.UrlOrNull ?? Origin(file), failure ?? Refusal(status!.Value, file));
        }
    }

    private static async Task<(HttpResponseMessage? Response, Exception? Failure)> TryAsync(
        AsyncJobFile file, AsyncJobClientOptions options, CancellationToken cancellationToken)
    {
        using HttpRequestMessage request = new(HttpMethod.Get, file.Url);
        try
        {
            HttpClient http = options.Downloads ?? s_http.Value;
            return (await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false), null);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && TransientFailure.Is(exception))
        {
            return (null, exception);
        }
    }

    // Not by its whole URL: who has that has the file, and exceptions are logged.
    private AsyncJobRequestException Refusal(HttpStatusCode statusCode, AsyncJobFile file) =>
        new(statusCode, 0, "The file was not given.", null, [], job.UrlOrNull ?? Origin(file));

    private static Uri Origin(AsyncJobFile file) => new(file.Url.GetLeftPart(UriPartial.Authority));

    private AsyncJobFile? KnownFile(DateTimeOffset now) =>
        job.Latest is { Status: AsyncJobStatus.Succeeded, Result: { } file } && file.UrlExpiresAt - now > s_margin ? Checked(file) : null;

    // A server of an older version tells what the file is and not where.
    private AsyncJobFile Checked(AsyncJobFile file) => file.Url is { IsAbsoluteUri: true, Scheme: "http" or "https" }
        ? file
        : throw new AsyncJobProtocolException("The server gives no URL of the file.", job.UrlOrNull);

    private AsyncJobFile FileOf(AsyncJobSnapshot<AsyncJobFile> snapshot)
    {
        if (!snapshot.IsFinished)
            throw new InvalidOperationException("The job has not ended: wait for it first.");
        if (snapshot.Status is not AsyncJobStatus.Succeeded)
            throw new AsyncJobFailedException(snapshot, job.UrlOrNull);

        return Checked(snapshot.Result ?? throw new InvalidOperationException("The job returned no file."));
    }
}
