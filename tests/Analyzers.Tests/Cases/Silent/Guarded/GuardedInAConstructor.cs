using Amazon.Lambda.Core;
using AsyncJobs;

public class Gateway
{
    private readonly HttpClient _client;

    public Gateway()
    {
        _client = BudgetHttpClient.Create("gateway");
        _client.DefaultRequestHeaders.Add("X-Api-Key", "secret");
    }

    public Task<string> Get(string path) => _client.GetStringAsync(path);
}
