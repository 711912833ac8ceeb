using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var half = context.RemainingTime / 2;
        using var cts = new CancellationTokenSource({|AJ1011:half < TimeSpan.FromSeconds(3) ? TimeSpan.FromSeconds(3) : half|});
        return await http.GetStringAsync(url, cts.Token);
    }
}
