namespace AsyncJobs.Budget.Tests.Support;

/// <summary>Answers requests with a function instead of a network.</summary>
internal sealed class StubHandler(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
{
    private int _requests;

    public int Requests => Volatile.Read(ref _requests);

    /// <summary>Never answers; ends with the token it is given.</summary>
    public static StubHandler Silent() => new(static async (_, token) =>
    {
        await Task.Delay(Timeout.Infinite, token);
        throw new InvalidOperationException("A wait without end has ended.");
    });

    public static StubHandler Of(Func<HttpContent> content) => new((_, _) => Task.FromResult(new HttpResponseMessage { Content = content() }));

    protected override HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken) =>
        SendAsync(request, cancellationToken).GetAwaiter().GetResult();

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _requests);
        return answer(request, cancellationToken);
    }
}
