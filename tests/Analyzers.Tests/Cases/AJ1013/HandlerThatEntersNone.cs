using Amazon.Lambda.Core;
using AsyncJobs;

public class Function
{
    private static readonly HttpClient s_http = BudgetHttpClient.Create("pricing");

    public async Task<string> Handle(string url, ILambdaContext context)
    {
        string first = await s_http.{|AJ1013:GetStringAsync|}(url);
        using HttpResponseMessage second = await s_http.{|AJ1013:PostAsync|}(url, null, CancellationToken.None);
        return first + second.StatusCode;
    }
}
