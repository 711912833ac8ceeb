using Amazon.Lambda.Core;
using AsyncJobs;

public class Throttle(SemaphoreSlim gate)
{
    private static readonly HttpClient s_http = new();

    public async Task<string> Get(string url, CancellationToken token)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await gate.WaitAsync(patience.Token);
        try
        {
            return await s_http.GetStringAsync(url, token);
        }
        finally
        {
            gate.Release();
        }
    }
}
