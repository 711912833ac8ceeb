using Amazon.Lambda.Core;
using AsyncJobs;

public sealed class Prices(HttpClient http)
{
    public Task<string> Get(string url) => http.GetStringAsync(url);
}

public static class Invocation
{
    public static async Task<T> RunAsync<T>(ILambdaContext context, Func<Task<T>> work)
    {
        using InvocationBudget budget = context.CreateBudget();
        using EnteredScope entered = budget.Enter();
        return await work();
    }
}

public abstract class Handler
{
    public async Task<string> Run(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using (budget.Enter())
            return await Handle(url, context);
    }

    protected abstract Task<string> Handle(string url, ILambdaContext context);
}

public class Function : Handler
{
    private static readonly HttpClient s_http = BudgetHttpClient.Create("pricing");

    private readonly Prices _prices = new(s_http);

    public Task<string> Wrapped(string url, ILambdaContext context) => Invocation.RunAsync(context, () => _prices.Get(url));

    protected override Task<string> Handle(string url, ILambdaContext context) => _prices.Get(url);
}

public class Other : Handler
{
    private static readonly HttpClient s_http = BudgetHttpClient.Create("other");

    protected override Task<string> Handle(string url, ILambdaContext context) => s_http.GetStringAsync(url);
}
