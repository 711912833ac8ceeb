using Amazon.Lambda.Core;
using AsyncJobs;

public class Function
{
    private static readonly HttpClient s_http = new();

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using EnteredScope entered = budget.Enter();
        return await Get(url) + await Read(url, InvocationBudget.Current.Token);
    }

    [AsyncJob("POST /prices")]
    public static Task<string> Job(string url) => Get(url);

    // Nothing that can be seen reaches it.
    public static Task<string> Other(string url) => s_http.GetStringAsync(url, InvocationBudget.Current.Token);

    private static Task<string> Get(string url) => s_http.GetStringAsync(url, InvocationBudget.Current.Token);

    private static Task<string> Read(string url, CancellationToken token) => s_http.GetStringAsync(url, token);
}
