using Amazon.Lambda.Core;
using AsyncJobs;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var budget = InvocationBudget.FromRemaining(context.RemainingTime, TimeSpan.FromSeconds(1));
        using var cts = new CancellationTokenSource(budget.Remaining);
        return await http.GetStringAsync(url, cts.Token);
    }
}
