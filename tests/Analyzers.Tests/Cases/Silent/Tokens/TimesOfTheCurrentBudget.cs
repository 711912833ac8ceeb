// libraries: AmazonLambdaCore, FlurlV4
using Amazon.Lambda.Core;
using AsyncJobs;
using Flurl.Http;

public class Function(HttpClient http)
{
    public async Task<string> Entered(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using EnteredScope entered = budget.Enter();
        using CancellationTokenSource late = new();
        late.CancelAfter(InvocationBudget.Current.Remaining);
        return await http.GetStringAsync(url, late.Token) + await url.WithTimeout(InvocationBudget.Current.Remaining).GetStringAsync();
    }

    public async Task<string> LimitedOtherwise(string url, CancellationToken callers, ILambdaContext context)
    {
        using CancellationTokenSource linked = CancellationTokenSource.CreateLinkedTokenSource(callers);
        linked.CancelAfter(InvocationBudget.Current.Remaining);
        using CancellationTokenSource cancelled = new();
        cancelled.CancelAfter(InvocationBudget.Current.Remaining);
        using Timer timer = new(_ => cancelled.Cancel(), null, 1000, Timeout.Infinite);
        using CancellationTokenSource part = new();
        part.CancelAfter(InvocationBudget.Current.Slice(TimeSpan.FromSeconds(3)).Remaining);
        return await http.GetStringAsync(url, linked.Token) + await http.GetStringAsync(url, cancelled.Token)
            + await http.GetStringAsync(url, part.Token);
    }
}
