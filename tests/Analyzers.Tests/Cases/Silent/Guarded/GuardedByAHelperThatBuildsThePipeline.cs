using AsyncJobs;

public class Function
{
    private static readonly HttpClient s_http = new(Pipeline("orders"), disposeHandler: false);

    private static HttpMessageHandler Pipeline(string service)
    {
        var network = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(3) };
        return new BudgetHandler(service, network) { MinimumTime = TimeSpan.FromMilliseconds(20) };
    }

    public Task<string> Handler(string url) => s_http.GetStringAsync(url);
}
