// libraries: AmazonLambdaCore, PollyV7
using Amazon.Lambda.Core;
using AsyncJobs;
using Polly;

public class Function(HttpClient http)
{
    private static readonly IAsyncPolicy s_attempt = Policy.TimeoutAsync(3);

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        using var budget = context.CreateBudget();
        return await s_attempt.ExecuteAsync(ct => http.GetStringAsync(url, ct), budget.Token);
    }
}
