using AsyncJobs;

public static class Jobs
{
    private static readonly HttpClient s_pricing = BudgetHttpClient.Create("pricing", new Uri("https://pricing.example/"));

    [AsyncJob("POST /prices")]
    public static async Task<string> Price(string item, JobContext job)
    {
        using var response = await s_pricing.GetAsync(item, HttpCompletionOption.ResponseHeadersRead);
        return await response.Content.ReadAsStringAsync();
    }
}
