using Amazon.Lambda.Core;

public class TimeoutHandler : DelegatingHandler
{
    public TimeSpan DefaultTimeout { get; } = TimeSpan.FromSeconds(100);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var cts = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        {|AJ1003:cts.CancelAfter(DefaultTimeout)|};
        try
        {
            return await base.SendAsync(request, cts.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException();
        }
    }
}
