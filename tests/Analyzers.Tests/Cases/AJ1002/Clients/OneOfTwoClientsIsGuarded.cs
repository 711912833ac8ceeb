using Amazon.Lambda.Core;
using AsyncJobs;

public class Function
{
    private static readonly HttpClient s_primary = BudgetHttpClient.Create("primary");
    private static readonly HttpClient s_mirror = new();

    public Task<string> Handler(bool mirror, string url, ILambdaContext context) =>
        (mirror ? s_mirror : s_primary).{|AJ1002:GetStringAsync|}(url);
}
