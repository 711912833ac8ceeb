using Amazon.Lambda.Core;
using AsyncJobs;

public class Function
{
    private readonly HttpClient _client;
    private readonly int _tries;
    private static readonly Dictionary<string, (HttpClient Client, int Tries)> s_made = [];
    private static HttpClient? s_kept;

    public Function() => (_client, _tries) = (new HttpClient(), 2);

    public async Task<string> Kept(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        var (client, tries) = (_client, _tries);
        return await client.GetStringAsync(url, budget.Token) + tries;
    }

    public async Task<string> UnderTheBudget(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using EnteredScope entered = budget.Enter();
        var (client, tries) = (BudgetHttpClient.Create("b"), 1);
        return await client.GetStringAsync(url) + tries;
    }

    public async Task<string> HeldInADictionary(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        (HttpClient Client, int Tries) made = (new HttpClient(), 1);
        s_made[url] = made;
        return await made.Client.GetStringAsync(url, budget.Token) + made.Tries;
    }

    public async Task<string> KeptInAField(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        (s_kept, int tries) = (new HttpClient(), 1);
        return await s_kept.GetStringAsync(url, budget.Token) + tries;
    }

    public async Task<string> KeptAfterwards(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        var (client, tries) = (new HttpClient(), 1);
        s_kept = client;
        return await client.GetStringAsync(url, budget.Token) + tries;
    }
}
