using Amazon.Lambda.Core;

public sealed class Invocation
{
    private readonly TimeSpan _timeout;
    private readonly HttpClient _http;

    public Invocation(ILambdaContext context, HttpClient http)
    {
        _timeout = context.RemainingTime * 0.9;
        _http = http;
    }

    public async Task<string> Load(string url)
    {
        using var cts = new CancellationTokenSource(_timeout);
        return await _http.GetStringAsync(url, cts.Token);
    }
}
