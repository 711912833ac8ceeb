using Amazon.Lambda.Core;

public sealed class Request : IDisposable
{
    private readonly CancellationTokenSource _cts;
    private readonly HttpClient _http;

    public Request(ILambdaContext context, HttpClient http)
    {
        _cts = new CancellationTokenSource(context.RemainingTime * 0.9);
        _http = http;
    }

    public Task<string> Get(string path) => _http.GetStringAsync(path, _cts.Token);

    public void Dispose() => _cts.Dispose();
}
