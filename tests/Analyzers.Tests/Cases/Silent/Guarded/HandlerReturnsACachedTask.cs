using AsyncJobs;

public class Function
{
    private static readonly HttpClient s_http = BudgetHttpClient.Create("config");
    private static Task<string>? s_config;

    public Task<string> Handler(string input) => s_config ??= s_http.GetStringAsync("config.json");
}
