using Amazon.Lambda.Core;
using AsyncJobs;

public sealed class Prices(HttpClient http)
{
    public Task<string> Get(string url) => http.GetStringAsync(url);
}

public static class Jobs
{
    private static readonly HttpClient s_http = BudgetHttpClient.Create("pricing");

    [AsyncJob("POST /prices")]
    public static async Task<string> Run(string url, JobContext job) => await new Prices(s_http).Get(url) + await s_http.GetStringAsync(url);
}

public static class Library
{
    private static readonly HttpClient s_http = BudgetHttpClient.Create("library");

    public static Task<string> Read(string url) => s_http.GetStringAsync(url);
}
