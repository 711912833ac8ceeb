using Amazon.Lambda.Core;

public class Function(HttpClient http)
{
    private static void Limit(ref TimeSpan timeout, ILambdaContext context)
    {
        if (timeout > context.RemainingTime * 0.9)
            timeout = context.RemainingTime * 0.9;
    }

    public async Task<string> Handler(string url, ILambdaContext context)
    {
        var timeout = TimeSpan.FromSeconds(30);
        Limit(ref timeout, context);
        using var cts = new CancellationTokenSource(timeout);
        return await http.GetStringAsync(url, cts.Token);
    }
}
