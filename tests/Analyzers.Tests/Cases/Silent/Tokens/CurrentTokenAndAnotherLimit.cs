using Amazon.Lambda.Core;
using AsyncJobs;

public class Function
{
    private static readonly HttpClient s_http = new();

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        return await Get(url, budget.Token) + await Cancelled(url) + await Brief(url) + await Waited(url) + await Chosen(url, budget);
    }

    private static async Task<string> Get(string url, CancellationToken caller)
    {
        using var both = CancellationTokenSource.CreateLinkedTokenSource(caller, InvocationBudget.Current.Token);
        return await s_http.GetStringAsync(url, both.Token);
    }

    private static async Task<string> Cancelled(string url)
    {
        using var source = CancellationTokenSource.CreateLinkedTokenSource(InvocationBudget.Current.Token);
        Watch(source);
        return await s_http.GetStringAsync(url, source.Token);
    }

    private static Task<string> Brief(string url) =>
        s_http.GetStringAsync(url, InvocationBudget.Current.Slice(TimeSpan.FromSeconds(2)).Token);

    private static Task<string> Waited(string url) =>
        s_http.GetStringAsync(url, InvocationBudget.Current.Token).WaitAsync(InvocationBudget.Current.Slice(TimeSpan.FromSeconds(2)).Remaining);

    private static async Task<string> Chosen(string url, InvocationBudget budget)
    {
        CancellationToken token = InvocationBudget.Current.Token;
        if (url.Length > 9)
            token = budget.Token;
        return await s_http.GetStringAsync(url, token);
    }

    private static void Watch(CancellationTokenSource source) => source.Cancel();
}
