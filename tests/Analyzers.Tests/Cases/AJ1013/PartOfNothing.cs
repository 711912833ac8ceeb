using Amazon.Lambda.Core;
using AsyncJobs;

public class Function
{
    private static readonly HttpClient s_http = BudgetHttpClient.Create("pricing");

    public async Task<string> Handle(string url, ILambdaContext context)
    {
        using (InvocationBudget.Current.Share(2).Enter())
            return await s_http.{|AJ1013:GetStringAsync|}(url);
    }
}
