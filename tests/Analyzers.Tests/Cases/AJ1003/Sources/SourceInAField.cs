using Amazon.Lambda.Core;

public class Downloader : IDisposable
{
    private readonly CancellationTokenSource _cts = {|AJ1003:new(TimeSpan.FromMinutes(2))|};
    private readonly HttpClient _http = new();

    public Task<byte[]> DownloadAsync(string url) => _http.GetByteArrayAsync(url, _cts.Token);

    public void Dispose()
    {
        _cts.Dispose();
        _http.Dispose();
    }
}
