// libraries: AmazonLambdaCore
using Amazon.Lambda.Core;
using AsyncJobs;

public class Pager
{
    private readonly HttpClient _client;

    public Pager()
        : this(new HttpClient())
    {
    }

    public Pager(HttpClient client) => _client = client;

    public Task<string> Call(string url, CancellationToken token) => _client.GetStringAsync(url, token);
}

public abstract class Gateway
{
    private static HttpClient? s_client;
    private readonly HttpClient _client;

    protected Gateway(HttpClient client) => _client = client;

    public Task<string> Get(string url, CancellationToken token) => _client.GetStringAsync(url, token);

    protected static HttpClient Pick(int number) => number switch
    {
        0 => s_client ??= new HttpClient(),
        _ => new HttpClient(),
    };
}

public class Rates() : Gateway(new HttpClient());

public class Function
{
    private static readonly Pager s_pager = new();
    private readonly Rates _rates = new();

    public async Task<string> Handle(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        return await s_pager.Call(url, budget.Token) + await _rates.Get(url, budget.Token);
    }
}
