using Amazon.Lambda.Core;
using AsyncJobs;

public class Function
{
    private static readonly HttpClient s_http = BudgetHttpClient.Create("api");

    private HttpClient Client => s_http;

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using EnteredScope entered = budget.Enter();
        var client = Client;
        return await client.GetStringAsync(url) + await Client.GetStringAsync(url);
    }
}
