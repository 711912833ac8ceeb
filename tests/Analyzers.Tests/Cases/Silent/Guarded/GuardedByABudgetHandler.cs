using Amazon.Lambda.Core;
using AsyncJobs;

public class Function
{
    private static readonly HttpClient s_http = new(new BudgetHandler("pricing", new SocketsHttpHandler())) { Timeout = Timeout.InfiniteTimeSpan };

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var budget = context.CreateBudget();
        using (budget.Enter())
            return await s_http.GetStringAsync(url);
    }
}
