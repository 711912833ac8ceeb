using Amazon.Lambda.Core;

public sealed class Invocation : IDisposable
{
    private readonly CancellationTokenSource _cts = new();
    private readonly HttpClient _http;

    public Invocation(HttpClient http, ILambdaContext context)
    {
        _http = http;
        _cts.CancelAfter(context.RemainingTime / 2);
    }

    public Task<string> Get(string path) => _http.GetStringAsync(path, _cts.Token);

    public void Dispose() => _cts.Dispose();
}
