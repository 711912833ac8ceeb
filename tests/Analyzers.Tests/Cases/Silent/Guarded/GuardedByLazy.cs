using AsyncJobs;

public class Function
{
    private static readonly Lazy<HttpClient> s_http = new(() => BudgetHttpClient.Create("search"));

    public Task<string> Handler(string query) => s_http.Value.GetStringAsync("?q=" + query);
}
