using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var plan = (Url: url, Limit: context.RemainingTime * 0.7);
        using var cts = new CancellationTokenSource(plan.Limit);
        return await http.GetStringAsync(plan.Url, cts.Token);
    }
}
