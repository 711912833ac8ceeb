using Amazon.Lambda.Core;

public sealed class DeadlineHandler(Func<ILambdaContext> context, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly TimeSpan s_reserve = TimeSpan.FromMilliseconds(300);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        TimeSpan left = context().RemainingTime - s_reserve;
        if (left <= TimeSpan.Zero)
            throw new TimeoutException();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(left);
        return await base.SendAsync(request, limit.Token);
    }
}
