using AsyncJobs;

public class Function
{
    private static readonly HttpClient s_http;

    static Function()
    {
        var budget = new BudgetHandler("files") { InnerHandler = new SocketsHttpHandler() };
        s_http = new HttpClient(budget, disposeHandler: true);
    }

    public Task<byte[]> Handler(string url) => s_http.GetByteArrayAsync(url);
}
