using Amazon.Lambda.Core;

public static class HttpExtensions
{
    public static async Task<string> GetWithTimeoutAsync(this HttpClient http, string url, int timeoutSeconds = 10)
    {
        using var cts = {|AJ1003:new CancellationTokenSource(TimeSpan.FromSeconds(timeoutSeconds))|};
        return await http.GetStringAsync(url, cts.Token);
    }
}
