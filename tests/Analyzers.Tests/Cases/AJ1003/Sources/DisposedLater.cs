using Amazon.Lambda.Core;

public sealed class Call : IAsyncDisposable
{
    private readonly CancellationTokenSource _limit;
    private readonly HttpClient _http;

    public Call(HttpClient http)
    {
        _http = http;
        _limit = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(30))|};
    }

    public async Task<string> RunAsync(string url, CancellationToken token)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(token, _limit.Token);
        return await _http.GetStringAsync(url, linked.Token);
    }

    public ValueTask DisposeAsync()
    {
        _limit.Dispose();
        return default;
    }
}
