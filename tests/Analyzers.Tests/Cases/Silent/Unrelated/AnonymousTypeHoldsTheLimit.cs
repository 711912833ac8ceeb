using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var call = new { Url = url, Limit = context.RemainingTime * 0.6 };
        using var cts = new CancellationTokenSource(call.Limit);
        return await http.GetStringAsync(call.Url, cts.Token);
    }
}
