using Amazon.Lambda.Core;
using AsyncJobs;

public class Limited
{
    private static readonly HttpClient s_http = BudgetHttpClient.Create("api");
    private readonly SemaphoreSlim _gate = new(4);

    public async Task<string> Get(string url)
    {
        if (!await _gate.WaitAsync(TimeSpan.FromSeconds(5)))
            throw new TimeoutException();
        try
        {
            return await s_http.GetStringAsync(url);
        }
        finally
        {
            _gate.Release();
        }
    }

    public bool TryEnter() => _gate.Wait(100);
}
