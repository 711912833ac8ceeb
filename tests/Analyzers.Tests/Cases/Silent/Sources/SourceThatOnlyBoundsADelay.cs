using Amazon.Lambda.Core;
using AsyncJobs;

public class Function
{
    private static readonly HttpClient s_http = BudgetHttpClient.Create("api");

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using EnteredScope entered = budget.Enter();
        using var pause = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            await Task.Delay(Timeout.Infinite, pause.Token);
        }
        catch (OperationCanceledException)
        {
        }

        return await s_http.GetStringAsync(url);
    }
}
