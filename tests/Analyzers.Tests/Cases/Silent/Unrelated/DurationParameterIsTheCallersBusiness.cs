using Amazon.Lambda.Core;

public static class Http
{
    public static HttpClient Create(TimeSpan timeout) => new() { Timeout = timeout };

    public static async Task<string> Get(HttpClient http, string url, TimeSpan timeout)
    {
        using var cts = new CancellationTokenSource(timeout);
        return await http.GetStringAsync(url, cts.Token);
    }
}
