// libraries: AmazonLambdaCore
using Amazon.Lambda.Core;
using AsyncJobs;

public class Function
{
    private static readonly HttpClient s_shared = Make();
    private static readonly Lazy<HttpClient> s_lazy = new(() => new HttpClient { Timeout = Timeout.InfiniteTimeSpan });
    private static readonly SocketsHttpHandler s_handler = new();
    private static HttpClient? s_later;
    private readonly HttpClient _own = new() { Timeout = Timeout.InfiniteTimeSpan };

    public async Task<string> Handle(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        if (s_later is null)
        {
            HttpClient made = new() { Timeout = Timeout.InfiniteTimeSpan };
            s_later = made;
        }

        using HttpClient over = new(s_handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        return await s_shared.GetStringAsync(url, budget.Token)
            + await s_lazy.Value.GetStringAsync(url, budget.Token)
            + await s_later.GetStringAsync(url, budget.Token)
            + await over.GetStringAsync(url, budget.Token)
            + await _own.GetStringAsync(url, budget.Token);
    }

    private static HttpClient Make()
    {
        HttpClient client = new() { Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.Add("x-app", "quotes");
        return client;
    }
}

public static class Tool
{
    public static async Task Main(string[] args)
    {
        using HttpClient client = new() { Timeout = Timeout.InfiniteTimeSpan };
        using CancellationTokenSource source = new();
        source.Cancel();
        Console.WriteLine(await client.GetStringAsync(args[0], source.Token));
    }
}
