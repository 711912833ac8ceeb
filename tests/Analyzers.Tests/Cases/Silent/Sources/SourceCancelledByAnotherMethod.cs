using Amazon.Lambda.Core;

public sealed class Download : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _http = new();

    public Task<byte[]> StartAsync(string url) => _http.GetByteArrayAsync(url, _stop.Token);

    public void Stop() => _stop.Cancel();

    public void Dispose()
    {
        _stop.Dispose();
        _http.Dispose();
    }
}
