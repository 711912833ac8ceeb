using Amazon.Lambda.Core;
using AsyncJobs;

public class Function
{
    private static readonly HttpClient s_http = new();

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var budget = context.CreateBudget(TimeSpan.FromMilliseconds(500));
        using var scope = budget.Enter();
        return await Load(url);
    }

    private static async Task<string> Load(string url)
    {
        using var response = await s_http.GetAsync(url, InvocationBudget.Current.Token);
        return await response.Content.ReadAsStringAsync();
    }
}
