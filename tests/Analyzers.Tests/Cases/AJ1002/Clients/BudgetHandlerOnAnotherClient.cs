using Amazon.Lambda.Core;
using AsyncJobs;

public class Function
{
    private static readonly HttpClient s_guarded = new(new BudgetHandler("pricing", new SocketsHttpHandler()));
    private static readonly HttpClient s_plain = new(new SocketsHttpHandler());

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using EnteredScope entered = budget.Enter();
        string price = await s_guarded.GetStringAsync(url);
        string stock = await s_plain.{|AJ1002:GetStringAsync|}(url);
        return price + stock;
    }
}
