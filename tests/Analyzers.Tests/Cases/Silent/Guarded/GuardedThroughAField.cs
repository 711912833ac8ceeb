using AsyncJobs;

public class Function
{
    private static readonly SocketsHttpHandler s_network = new() { ConnectTimeout = TimeSpan.FromSeconds(2) };
    private static readonly BudgetHandler s_budget = new("api", s_network);
    private static readonly HttpClient s_http = new(s_budget);

    public Task<string> Handler(string url) => s_http.GetStringAsync(url);
}
