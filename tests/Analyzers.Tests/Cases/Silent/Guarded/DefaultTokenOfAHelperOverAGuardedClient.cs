using Amazon.Lambda.Core;
using AsyncJobs;

public class Stock
{
    private static readonly HttpClient s_http = BudgetHttpClient.Create("stock");

    public async Task<string> GetAsync(string sku, CancellationToken token = default)
    {
        using var response = await s_http.GetAsync(sku, token);
        return await response.Content.ReadAsStringAsync(token);
    }
}

public class Function
{
    private readonly Stock _stock = new();

    public Task<string> Handler(string sku, ILambdaContext context) => _stock.GetAsync(sku);
}
