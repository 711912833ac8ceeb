using Amazon.Lambda.Core;
using AsyncJobs;

public class Function
{
    private static readonly HttpClient s_http = BudgetHttpClient.Create("pricing");

    public async Task<string> Handle(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        return await s_http.GetStringAsync(url, budget.Token) + await s_http.GetStringAsync(url).WaitAsync(budget.Remaining);
    }
}
