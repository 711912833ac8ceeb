using Amazon.Lambda.Core;
using AsyncJobs;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget(TimeSpan.FromSeconds(2));
        return await http.GetStringAsync(url, budget.Token);
    }
}
