using Amazon.Lambda.Core;
using AsyncJobs;

public class Function
{
    private static readonly HttpClient s_primary = BudgetHttpClient.Create("primary");
    private static readonly HttpClient s_mirror = BudgetHttpClient.Create("mirror");

    public async Task<string> Handler(bool mirror, string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using EnteredScope entered = budget.Enter();
        HttpClient client = mirror ? s_mirror : s_primary;
        return await client.GetStringAsync(url);
    }
}
