using Amazon.Lambda.Core;
using AsyncJobs;

public interface IPrices
{
    Task<string> Get(string url);
}

public sealed class Prices(HttpClient http) : IPrices
{
    public Task<string> Get(string url) => Read(url);

    private async Task<string> Read(string url) => await http.{|AJ1013:GetStringAsync|}(url);
}

public class Function
{
    private static readonly HttpClient s_http = new(new BudgetHandler("pricing", new SocketsHttpHandler())) { Timeout = Timeout.InfiniteTimeSpan };

    private readonly IPrices _prices = new Prices(s_http);

    public async Task<string> Handle(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        return await _prices.Get(url) + budget.Remaining;
    }
}
