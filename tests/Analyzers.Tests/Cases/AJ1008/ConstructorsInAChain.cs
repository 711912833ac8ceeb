using Amazon.Lambda.Core;
using AsyncJobs;

public class Pager
{
    private readonly HttpClient _client;

    public Pager()
        : this({|AJ1008:new HttpClient()|})
    {
    }

    public Pager(HttpClient client) => _client = client;

    public Task<string> Call(string url, CancellationToken token) => _client.GetStringAsync(url, token);
}

public class Texts
{
    private readonly HttpClient _client;

    public Texts()
        : this("texts")
    {
    }

    public Texts(string name)
        : this({|AJ1008:new HttpClient()|}, name)
    {
    }

    private Texts(HttpClient client, string name)
    {
        client.DefaultRequestHeaders.Add("x-app", name);
        _client = client;
    }

    public Task<string> Send(string url, CancellationToken token) => _client.GetStringAsync(url, token);
}

public abstract class Gateway(HttpClient client)
{
    public Task<string> Get(string url, CancellationToken token) => client.GetStringAsync(url, token);
}

public class Rates() : Gateway({|AJ1008:new HttpClient()|});

public class Trams : Gateway
{
    public Trams()
        : base({|AJ1008:new HttpClient()|})
    {
    }
}

public abstract class Owner
{
    protected readonly HttpClient Client = {|AJ1008:new()|};
}

public class Owned : Owner
{
    public Task<string> Get(string url, CancellationToken token) => Client.GetStringAsync(url, token);
}

public class Function
{
    public async Task<string> Handle(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        return await new Pager().Call(url, budget.Token) + await new Texts().Send(url, budget.Token)
            + await new Rates().Get(url, budget.Token) + await new Trams().Get(url, budget.Token) + await new Owned().Get(url, budget.Token);
    }
}
