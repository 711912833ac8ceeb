using Amazon.Lambda.Core;

public static class HttpRetry
{
    private static readonly TimeSpan PerAttempt = TimeSpan.FromSeconds(3);

    public static async Task<HttpResponseMessage> SendWithRetryAsync(this HttpClient client, Func<HttpRequestMessage> factory, int retries, CancellationToken cancellationToken)
    {
        Exception? last = null;
        for (var i = 0; i <= retries; i++)
        {
            using var attempt = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            {|AJ1003:attempt.CancelAfter(PerAttempt)|};
            try
            {
                using var request = factory();
                return await client.SendAsync(request, attempt.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
            {
                last = e;
            }
        }

        throw new TimeoutException("All attempts timed out.", last);
    }
}
