using AsyncJobs;

public class Function
{
    #region clients
#if LOCAL
    private static readonly HttpClient s_http = new() { Timeout = TimeSpan.FromSeconds(5) };
#else
    private static readonly HttpClient s_http = BudgetHttpClient.Create("api");
#endif
    #endregion

    public Task<string> Handler(string url) => s_http.GetStringAsync(url);
}
