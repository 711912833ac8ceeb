using Amazon.Lambda.Core;
using AsyncJobs;

public static class Clients
{
    public static HttpClient Pricing() => new(new BudgetHandler("pricing", new HttpClientHandler { AllowAutoRedirect = false }));
}

public class Function
{
    private readonly HttpClient _http = Clients.Pricing();

    public async Task<bool> Handler(string url, ILambdaContext context)
    {
        using InvocationBudget budget = context.CreateBudget();
        using EnteredScope entered = budget.Enter();
        using var response = await _http.GetAsync(url);
        return response.IsSuccessStatusCode;
    }
}
